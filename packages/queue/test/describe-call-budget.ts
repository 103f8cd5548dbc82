import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CallBudget, openCallBudget, prepareQueue } from '../src/index.ts'
import type { Store } from './stores/store.ts'

const subscription = '00000000-1111-2222-3333-444444444444'

/** As of Azure. */
const buckets = {
  reads: { capacity: 250, perSecond: 25 },
  writes: { capacity: 200, perSecond: 10 },
  deletes: { capacity: 200, perSecond: 10 },
}

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
    const budget = openCallBudget({
      url: store.url,
      principal,
      buckets,
      timeScale: 1,
      onError: (error) => errors.push(error),
    })
    opened.push(budget)
    return budget
  }
  /** Waits until the worker counts on the shared store: alone, it would have to wait for 14 s with so many calls. */
  async function ready(budget: CallBudget): Promise<void> {
    const isShared = async () => (await budget.reserve(randomUUID(), { writes: 45 })).delayMs < 5_000
    await expect.poll(isShared, { timeout: 5_000 }).toBe(true)
    errors.length = 0
  }

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

  test('Retry-After of one worker pauses all, in its direction', async () => {
    const [told, other] = [worker('paused'), worker('paused')]
    for (const each of [told, other]) await ready(each)
    told.observe({ subscription, direction: 'writes', throttledForMs: 7_000 })
    expect(await told.pausedForMs(subscription, { writes: 1 })).toBeGreaterThan(6_000)
    await expect.poll(() => other.pausedForMs(subscription, { reads: 1, writes: 1 })).toBeGreaterThan(5_000)
    expect(await other.pausedForMs(subscription, { reads: 1 })).toBe(0)
  })

  test('a call that was not set aside counts, and one that was set aside and not made does not', async () => {
    const budget = worker('counting')
    await ready(budget)
    for (let call = 0; call < 100; call += 1) budget.observe({ subscription, direction: 'writes' })
    // 100 without asking, 40 of them at once: the next one is the 61st that has to wait.
    expect((await budget.reserve(subscription, { writes: 1 })).delayMs).toBeGreaterThan(5_000)
    budget.spend(subscription, { writes: 101 })
    expect((await budget.reserve(subscription, { writes: 1 })).delayMs).toBe(0)
  })

  test('a refused reservation leaves nothing behind, in no direction', async () => {
    const [busy, other] = [worker('refused'), worker('refused')]
    for (const each of [busy, other]) await ready(each)
    // All that one window allows.
    expect((await busy.reserve(subscription, { writes: 639 })).isHeld).toBe(true)
    for (let round = 0; round < 20; round += 1) {
      const refused = Array.from({ length: 10 }, () => busy.reserve(subscription, { reads: 10, writes: 1 }))
      for (const turn of await Promise.all(refused)) expect(turn.isHeld).toBe(false)
    }
    // What was refused is taken back at once, so the other worker does not have to wait for the next question.
    await expect.poll(async () => (await other.reserve(subscription, { reads: 1 })).delayMs).toBe(0)
    expect(await busy.reserve(subscription, { reads: 1 })).toEqual({ delayMs: 0, isHeld: true })
  })

  test('calls that are given back may be made by others', async () => {
    const [one, other] = [worker('generous'), worker('generous')]
    for (const each of [one, other]) await ready(each)
    await one.reserve(subscription, { reads: 60, writes: 300 })
    expect((await other.reserve(subscription, { writes: 1 })).delayMs).toBeGreaterThan(20_000)
    one.giveBack(subscription, { reads: 60, writes: 300 })
    await expect.poll(async () => (await other.reserve(subscription, { writes: 1 })).delayMs).toBe(0)
  })

  test('what Azure says is left goes before our own count', async () => {
    const budget = worker('believing')
    await ready(budget)
    await budget.reserve(subscription, { writes: 140 })
    expect((await budget.reserve(subscription, { writes: 1 })).delayMs).toBeGreaterThan(9_000)
    budget.observe({ subscription, direction: 'writes', remaining: 190 })
    expect((await budget.reserve(subscription, { writes: 1 })).delayMs).toBe(0)
    budget.observe({ subscription, direction: 'deletes', remaining: 0 })
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
