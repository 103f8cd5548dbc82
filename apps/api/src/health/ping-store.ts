import { setTimeout as delay } from 'node:timers/promises'
import type { Store } from '@palisade/store'
import { Refusal } from '../problems/refusal.ts'

/** Throws the refusal `unavailable` when the database does not answer within two seconds, whatever the reason. */
export async function pingStore(store: Pick<Store, 'ping'>): Promise<void> {
  const end = new AbortController()
  const answered = store.ping().then(
    () => true,
    () => false,
  )
  const late = delay(2_000, false, { signal: end.signal }).catch(() => false)
  const isReady = await Promise.race([answered, late])
  end.abort()
  if (!isReady) throw new Refusal('unavailable', undefined, { headers: { 'retry-after': '5' } })
}
