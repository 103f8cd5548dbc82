import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CallBudget, openCallBudget, prepareQueue } from '../src/index.ts'
import type { Store } from './stores/store.ts'

const subscription = '00000000-1111-2222-3333-444444444444'

/** The same on each store: two workers share what Azure allows. */
export function describeCallBudget(openStore: () => Promise<Store>): void {
  let store: Store
  const errors: Error[] = []
  const opened: CallBudget[] = []

  beforeAll(async () => {
    store = await openStore()
    await prepareQueue(store.url)
  })
  afterAll(async () => {
    await Promise.allSettled(opened.map((budget) => budget.close()))
    await store.remove()
  })

  const worker = (principal: string): CallBudget => {
    const budget = openCallBudget({ url: store.url, principal, timeScale: 1, onError: (error) => errors.push(error) })
    opened.push(budget)
    return budget
  }
  /** Redis refuses until it is connected; a worker has long begun by then. */
  const ready = (budget: CallBudget) =>
    expect
      .poll(
        async () => {
          await budget.reserve('warm-up', { reads: 1 })
          return errors.splice(0).length
        },
        { timeout: 5_000 },
      )
      .toBe(0)

  test('two workers together keep to the rate of one', async () => {
    const workers = [worker('shared'), worker('shared')]
    for (const each of workers) await ready(each)
    const turns = await Promise.all(
      Array.from({ length: 240 }, (_, index) => workers[index % 2]?.reserve(subscription, { writes: 1 })),
    )
    const delays = turns.map((turn) => turn?.delayMs ?? 0).sort((a, b) => a - b)
    // 40 at once, and then 10 in each second.
    expect(delays.filter((delayMs) => delayMs === 0).length).toBeLessThanOrEqual(40 + 25)
    expect(delays.at(-1)).toBeGreaterThan(17_000)
    expect(delays.at(-1)).toBeLessThanOrEqual(20_100)
    expect(turns.every((turn) => turn?.isHeld)).toBe(true)
  })

  test('reads, other subscriptions and other identities have their own', async () => {
    const [busy, other] = [worker('busy'), worker('other')]
    for (const each of [busy, other]) await ready(each)
    await busy.reserve(subscription, { writes: 500 })
    expect((await busy.reserve(subscription, { writes: 1 })).delayMs).toBeGreaterThan(40_000)
    expect((await busy.reserve(subscription, { reads: 1 })).delayMs).toBe(0)
    expect((await busy.reserve(subscription.replace('0', '1'), { writes: 1 })).delayMs).toBe(0)
    expect((await other.reserve(subscription, { writes: 1 })).delayMs).toBe(0)
  })

  test('Retry-After of one worker stops all, in its direction', async () => {
    const [told, other] = [worker('stopped'), worker('stopped')]
    for (const each of [told, other]) await ready(each)
    told.hear({ subscription, direction: 'writes', throttledForMs: 7_000 })
    expect(await told.stoppedForMs(subscription, { writes: 1 })).toBeGreaterThan(6_000)
    await expect.poll(() => other.stoppedForMs(subscription, { reads: 1, writes: 1 })).toBeGreaterThan(5_000)
    expect(await other.stoppedForMs(subscription, { reads: 1 })).toBe(0)
  })

  test('a call that was not set aside counts, and one that was set aside and not made does not', async () => {
    const budget = worker('counting')
    await ready(budget)
    for (let call = 0; call < 100; call += 1) budget.hear({ subscription, direction: 'writes' })
    // 100 without asking, 40 of them at once: the next one is the 61st that has to wait.
    expect((await budget.reserve(subscription, { writes: 1 })).delayMs).toBeGreaterThan(5_000)
    budget.use(subscription, { writes: 101 })
    expect((await budget.reserve(subscription, { writes: 1 })).delayMs).toBe(0)
  })

  test('what Azure says is left goes before our own count', async () => {
    const budget = worker('believing')
    await ready(budget)
    await budget.reserve(subscription, { writes: 140 })
    expect((await budget.reserve(subscription, { writes: 1 })).delayMs).toBeGreaterThan(9_000)
    budget.hear({ subscription, direction: 'writes', remaining: 190 })
    expect((await budget.reserve(subscription, { writes: 1 })).delayMs).toBe(0)
    budget.hear({ subscription, direction: 'deletes', remaining: 0 })
    await budget.reserve(subscription, { deletes: 31 })
    expect((await budget.reserve(subscription, { deletes: 1 })).delayMs).toBeGreaterThan(0)
  })

  // Last: it takes the store away.
  test('without the store, a worker goes on with a small share, and says so once', async () => {
    const budget = worker('lonely')
    await ready(budget)
    await store.stop()
    const turns = []
    for (let call = 0; call < 20; call += 1) turns.push(await budget.reserve(subscription, { writes: 1 }))
    expect(turns.at(0)?.delayMs).toBe(0)
    expect(turns.at(-1)?.delayMs).toBeGreaterThan(2_000)
    expect(errors).toHaveLength(1)
  })
}
