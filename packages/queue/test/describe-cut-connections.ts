import { Client } from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openCallBudget, openWakeQueue, prepareQueue, startWakeReceiver } from '../src/index.ts'
import type { Store } from './stores/store.ts'

const rounds = 40
const bucket = { capacity: 1_000, perSecond: 100 }

/** What an administrator or a failover does to all connections at once, again and again, while everything is in use. */
export function describeCutConnections(openStore: () => Promise<Store>): void {
  let store: Store
  let administrator: Client

  beforeAll(async () => {
    store = await openStore()
    await prepareQueue(store.url)
    administrator = new Client(store.url)
    administrator.on('error', () => {})
    await administrator.connect()
  }, 90_000)

  afterAll(async () => {
    await administrator?.end()
    await store?.remove()
  }, 90_000)

  async function cutAll(): Promise<number> {
    const { rows } = await administrator.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    )
    return rows.length
  }

  // An error of a connection that nobody listens to would end the process; vitest fails the run for it.
  test('the process lives, and wake-ups and reservations go on', async () => {
    const onError = () => {}
    const { url } = store
    const taken = { one: new Set<string>(), other: new Set<string>() }
    const takeInto = (by: Set<string>, jobId: string) => {
      by.add(jobId)
      return 'taken' as const
    }
    const receivers = await Promise.all(
      [taken.one, taken.other].map((by) =>
        startWakeReceiver({ url, concurrency: 5, onError, onWake: async (jobId) => takeInto(by, jobId) }),
      ),
    )
    const queue = openWakeQueue({ url, onError })
    const buckets = { reads: bucket, writes: bucket, deletes: bucket }
    const budget = openCallBudget({ url, principal: 'someone', buckets, timeScale: 1, onError })

    let cut = 0
    for (let round = 0; round < rounds; round++) {
      const inUse = [
        queue.wake(Array.from({ length: 50 }, (_, number) => `${round}/${number}`)),
        budget.reserve('one', { reads: 1, writes: 1 }),
        prepareQueue(url).catch(() => {}),
      ]
      // Not in step with what is in use: a cut finds connections that connect, ask, wait, or are checked out.
      for (let more = 0; more <= round % 4; more++) cut += await cutAll()
      await Promise.all(inUse)
    }
    expect(cut).toBeGreaterThan(rounds)

    taken.one.clear()
    taken.other.clear()
    await vi.waitUntil(
      async () => {
        await queue.wake(Array.from({ length: 20 }, (_, number) => `after/${number}`))
        return [taken.one, taken.other].every((by) => [...by].some((jobId) => jobId.startsWith('after/')))
      },
      { timeout: 30_000, interval: 50 },
    )
    expect(await budget.reserve('two', { reads: 1 })).toEqual({ delayMs: 0, isHeld: true })
    await Promise.all([...receivers.map((receiver) => receiver.close()), queue.close(), budget.close()])
  }, 120_000)
}
