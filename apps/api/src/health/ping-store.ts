import { setTimeout as delay } from 'node:timers/promises'
import type { Store } from '@palisade/store'
import { queryWithinMs, unavailable } from '../problems/answer-in-time.ts'

/** Throws the refusal `unavailable` when the database does not answer in the time of a query, whatever the reason. */
export async function pingStore(store: Pick<Store, 'ping'>): Promise<void> {
  const end = new AbortController()
  const answered = store.ping().then(
    () => true,
    () => false,
  )
  const late = delay(queryWithinMs, false, { signal: end.signal }).catch(() => false)
  const isReady = await Promise.race([answered, late])
  end.abort()
  if (!isReady) throw unavailable()
}
