import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { freePort } from '@palisade/testkit'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { openTickQueue, prepareQueue, startTickWorker, type TickQueue, type TickWorker } from '../src/index.ts'
import type { Store } from './stores/store.ts'

/** A wake with the store away must come back within this, in milliseconds. */
const promptly = 1_500

/** The guarantees of the queue, the same on every store. */
export function describeTickQueue(openStore: () => Promise<Store>, urlOfNothing: (port: number) => string) {
  let store: Store
  let closers: (() => Promise<void>)[] = []
  let runs = 0
  /** A step id that no other test uses: tests share one store, and a tick of an earlier one may still come. */
  let step: (name?: string | number) => string

  function openQueue(url = store.url): TickQueue {
    const queue = openTickQueue({ url, onError: () => {} })
    closers.push(() => queue.close())
    return queue
  }

  async function startWorker(
    onTick: (stepId: string, signal: AbortSignal) => Promise<void>,
    settings: { url?: string; onError?: (error: Error) => void } = {},
  ): Promise<TickWorker> {
    const worker = await startTickWorker({
      url: settings.url ?? store.url,
      concurrency: 10,
      onTick: async (stepId, signal) => {
        if (stepId.startsWith(step())) await onTick(stepId, signal)
      },
      onError: settings.onError ?? (() => {}),
    })
    closers.push(() => worker.close(100))
    return worker
  }

  async function until(condition: () => boolean, timeout = 8_000): Promise<void> {
    await vi.waitUntil(condition, { timeout, interval: 5 })
  }

  /** Wakes until the wake is not lost, as a sweeper does in effect. */
  async function wakeAgainAndAgain(queue: TickQueue, stepId: string): Promise<void> {
    await vi.waitUntil(() => queue.wake([{ stepId, delayMs: 0 }]), { timeout: 8_000, interval: 50 })
  }

  beforeAll(async () => {
    store = await openStore()
    await Promise.all([1, 2, 3, 4].map(() => prepareQueue(store.url)))
  }, 30_000)

  afterAll(() => store.remove(), 30_000)

  afterEach(async () => {
    await Promise.all(closers.map((close) => close()))
    closers = []
  })

  const test = (name: string, body: () => Promise<void>) =>
    it(name, async () => {
      const run = ++runs
      step = (of = '') => `${run}/${of}`
      await body()
    }, 20_000)

  describe('delivery', () => {
    test('a step that is woken once is ticked once', async () => {
      const taken: string[] = []
      const worker = await startWorker(async (stepId) => void taken.push(stepId))
      expect(await openQueue().wake([{ stepId: step('a'), delayMs: 0 }])).toBe(true)
      await until(() => taken.length > 0)
      // A second wake, taken after the first: a duplicate of the first would have come in between.
      await openQueue().wake([{ stepId: step('b'), delayMs: 0 }])
      await until(() => taken.includes(step('b')))
      expect(taken).toEqual([step('a'), step('b')])
      expect(Date.now() - (worker.lastTickAt() ?? 0)).toBeLessThan(2_000)
    })

    test('a delayed tick does not come before its time and comes soon after', async () => {
      const lateness = new Map<string, number>()
      const dueAt = new Map<string, number>()
      await startWorker(async (stepId) => void lateness.set(stepId, Date.now() - (dueAt.get(stepId) ?? 0)))
      const queue = openQueue()
      await queue.wake([{ stepId: step('warm'), delayMs: 0 }])
      const delays = [50, 120, 300, 310, 700]
      for (const delayMs of delays) {
        dueAt.set(step(delayMs), Date.now() + delayMs)
        await queue.wake([{ stepId: step(delayMs), delayMs }])
      }
      await until(() => delays.every((delayMs) => lateness.has(step(delayMs))))
      for (const delayMs of delays) {
        // A timer may fire in the millisecond before its own.
        expect(lateness.get(step(delayMs))).toBeGreaterThanOrEqual(-1)
        expect(lateness.get(step(delayMs))).toBeLessThan(250)
      }
    })

    test('an early wake is not lost to a later one of the same step', async () => {
      const taken: string[] = []
      await startWorker(async (stepId) => void taken.push(stepId))
      const queue = openQueue()
      await queue.wake([{ stepId: step(), delayMs: 3_600_000 }])
      await queue.wake([{ stepId: step(), delayMs: 20_000 }])
      await queue.wake([{ stepId: step(), delayMs: 50 }])
      await until(() => taken.length === 1)
    })

    test('500 ticks all arrive', async () => {
      const taken = new Set<string>()
      await startWorker(async (stepId) => void taken.add(stepId))
      await startWorker(async (stepId) => void taken.add(stepId))
      const queue = openQueue()
      const ticks = Array.from({ length: 500 }, (_, number) => ({ stepId: step(number), delayMs: (number % 3) * 40 }))
      for (let at = 0; at < ticks.length; at += 50) expect(await queue.wake(ticks.slice(at, at + 50))).toBe(true)
      await until(() => taken.size === 500)
    })

    test('ticks that a closed queue held for later still arrive', async () => {
      const taken: string[] = []
      const queue = openQueue()
      await queue.wake([{ stepId: step(), delayMs: 400 }])
      await queue.close()
      expect(await queue.wake([{ stepId: step(), delayMs: 0 }])).toBe(false)
      await startWorker(async (stepId) => void taken.push(stepId))
      await until(() => taken.length === 1)
    })

    test('a tick that throws is reported, is not repeated, and does not stop the worker', async () => {
      const taken: string[] = []
      const errors: string[] = []
      await startWorker(
        async (stepId) => {
          taken.push(stepId)
          if (stepId === step('bad')) throw new Error('as intended')
        },
        { onError: (error) => errors.push(error.message) },
      )
      const queue = openQueue()
      await queue.wake([{ stepId: step('bad'), delayMs: 0 }])
      await until(() => errors.includes('as intended'))
      await queue.wake([{ stepId: step('good'), delayMs: 0 }])
      await until(() => taken.includes(step('good')))
      expect(taken).toEqual([step('bad'), step('good')])
    })
  })

  describe('ending', () => {
    test('close waits for the running tick and takes no other', async () => {
      const log: string[] = []
      let finish = () => {}
      const worker = await startWorker(async (stepId) => {
        log.push(`taken ${stepId}`)
        await new Promise<void>((resolve) => {
          finish = resolve
        })
        log.push('finished')
      })
      const queue = openQueue()
      await queue.wake([{ stepId: step('first'), delayMs: 0 }])
      await until(() => log.length === 1)
      const closed = worker.close().then(() => log.push('closed'))
      await queue.wake([{ stepId: step('second'), delayMs: 0 }])
      finish()
      await closed
      expect(log).toEqual([`taken ${step('first')}`, 'finished', 'closed'])
      const taken: string[] = []
      await startWorker(async (stepId) => void taken.push(stepId))
      await until(() => taken.includes(step('second')))
      expect(taken).toEqual([step('second')])
    })

    test('a tick that outlives the grace is told to stop and does not hold up the close', async () => {
      let heard: AbortSignal | undefined
      const worker = await startWorker((_, signal) => {
        heard = signal
        return new Promise(() => {})
      })
      await openQueue().wake([{ stepId: step(), delayMs: 0 }])
      await until(() => heard !== undefined)
      const began = Date.now()
      await worker.close(200)
      expect(heard?.aborted).toBe(true)
      expect(Date.now() - began).toBeLessThan(4_000)
    })

    test('ticks that a killed worker had not taken are taken by another', async () => {
      const script = fileURLToPath(new URL('take-ticks.ts', import.meta.url))
      const child = spawn(process.execPath, [script, store.url], { stdio: ['ignore', 'pipe', 'inherit'] })
      const takenByChild: string[] = []
      createInterface(child.stdout).on('line', (stepId) => takenByChild.push(stepId))
      const steps = Array.from({ length: 20 }, (_, number) => step(number))
      await openQueue().wake(steps.map((stepId) => ({ stepId, delayMs: 0 })))
      await until(() => takenByChild.filter((stepId) => stepId.startsWith(step())).length === 3)
      child.kill('SIGKILL')
      await once(child, 'close')
      const taken = new Set<string>()
      await startWorker(async (stepId) => void taken.add(stepId))
      await until(() => steps.every((stepId) => taken.has(stepId) || takenByChild.includes(stepId)))
      expect(taken.size).toBeGreaterThanOrEqual(17)
    })
  })

  describe('trouble', () => {
    test('with a store that was never there each wake is lost promptly, and close ends', async () => {
      const url = urlOfNothing(await freePort())
      const queue = openQueue(url)
      const starting = startWorker(async () => {}, { url })
      for (const _ of [1, 2, 3]) {
        const began = Date.now()
        expect(await queue.wake([{ stepId: step(), delayMs: 0 }])).toBe(false)
        expect(Date.now() - began).toBeLessThan(promptly)
      }
      const worker = await starting
      const began = Date.now()
      await Promise.all([queue.close(), worker.close()])
      expect(Date.now() - began).toBeLessThan(3_000)
    })

    test('a wake of a store that hangs is lost promptly, and wakes work again when it answers', async () => {
      const taken: string[] = []
      await startWorker(async (stepId) => void taken.push(stepId))
      const queue = openQueue()
      await wakeAgainAndAgain(queue, step('before'))
      await until(() => taken.includes(step('before')))
      store.hang()
      try {
        const cold = openQueue()
        const began = Date.now()
        const woken = await Promise.all([queue, cold].map((of) => of.wake([{ stepId: step('lost'), delayMs: 0 }])))
        expect(woken).toEqual([false, false])
        expect(Date.now() - began).toBeLessThan(promptly)
      } finally {
        store.resume()
      }
      await wakeAgainAndAgain(queue, step('after'))
      await until(() => taken.includes(step('after')))
    })

    test('everyone recovers when the store comes back, also who came while it was away', async () => {
      const taken = new Set<string>()
      const take = (by: string) => async (stepId: string) => void taken.add(`${by} ${stepId}`)
      let errors = 0
      await startWorker(take('early'), { onError: () => errors++ })
      const queue = openQueue()
      await wakeAgainAndAgain(queue, step('before'))
      await until(() => taken.has(`early ${step('before')}`))
      await store.stop()
      const began = Date.now()
      expect(await queue.wake([{ stepId: step('lost'), delayMs: 0 }])).toBe(false)
      expect(Date.now() - began).toBeLessThan(promptly)
      const cold = openQueue()
      await startWorker(take('late'))
      // Neither may spin while there is nothing to reach.
      const before = errors
      await new Promise((resolve) => setTimeout(resolve, 500))
      expect(errors - before).toBeLessThan(20)

      await store.start()
      await prepareQueue(store.url)
      await wakeAgainAndAgain(queue, step('after'))
      await wakeAgainAndAgain(cold, step('after, cold'))
      // Each worker must be awake again, so ticks are given until both have taken one.
      const backAt = Date.now()
      const tookAgain = (by: string) => [...taken].some((tick) => tick.startsWith(`${by} ${step('after')}`))
      for (let number = 0; !(tookAgain('early') && tookAgain('late')); number++) {
        expect(Date.now() - backAt).toBeLessThan(5_000)
        await queue.wake(Array.from({ length: 20 }, (_, of) => ({ stepId: step(`after ${number} ${of}`), delayMs: 0 })))
      }
    })

    test('close ends when the store has gone, and nothing goes on connecting', async () => {
      const queue = openQueue()
      const worker = await startWorker(async () => {})
      await wakeAgainAndAgain(queue, step())
      await store.stop()
      try {
        // Both are to be caught between two tries to connect, where BullMQ's own close fails.
        const stopped = store.arrivals()
        await until(() => store.arrivals() > stopped + 5)
        expect(await queue.wake([{ stepId: step(), delayMs: 0 }])).toBe(false)
        const began = Date.now()
        await Promise.all([queue.close(), worker.close()])
        expect(Date.now() - began).toBeLessThan(4_000)
        const arrivals = store.arrivals()
        // Longer than any pause between two tries.
        await new Promise((resolve) => setTimeout(resolve, 2_100))
        expect(store.arrivals()).toBe(arrivals)
      } finally {
        await store.start()
      }
    })
  })
}
