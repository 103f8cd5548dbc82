import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { freePort } from '@palisade/testkit'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { openWakeQueue, prepareQueue, startWakeReceiver, type WakeQueue, type WakeReceiver } from '../src/index.ts'
import type { Store } from './stores/store.ts'

/** A wake with the store away must come back within this, in milliseconds. */
const promptly = 1_500

/** The guarantees of the queue, the same on every store. */
export function describeWakeQueue(openStore: () => Promise<Store>, urlOfNothing: (port: number) => string) {
  let store: Store
  let closers: (() => Promise<void>)[] = []
  let runs = 0
  /** A job id that no other test uses: tests share one store, and a wake-up of an earlier one may still come. */
  let job: (name?: string | number) => string

  function openQueue(url = store.url): WakeQueue {
    const queue = openWakeQueue({ url, onError: () => {} })
    closers.push(() => queue.close())
    return queue
  }

  async function startReceiver(
    onWake: (jobId: string) => Promise<unknown>,
    settings: { url?: string; concurrency?: number; onError?: (error: Error) => void } = {},
  ): Promise<WakeReceiver> {
    const receiver = await startWakeReceiver({
      url: settings.url ?? store.url,
      concurrency: settings.concurrency ?? 10,
      onWake: async (jobId) => (jobId.startsWith(job()) && (await onWake(jobId)) === 'full' ? 'full' : 'taken'),
      onError: settings.onError ?? (() => {}),
    })
    closers.push(() => receiver.close(100))
    return receiver
  }

  async function until(condition: () => boolean, timeout = 20_000): Promise<void> {
    await vi.waitUntil(condition, { timeout, interval: 5 })
  }

  async function wakeUntilTaken(queue: WakeQueue, jobId: string): Promise<void> {
    await vi.waitUntil(() => queue.wake([jobId]), { timeout: 20_000, interval: 50 })
  }

  beforeAll(async () => {
    store = await openStore()
    await Promise.all([1, 2, 3, 4].map(() => prepareQueue(store.url)))
  }, 90_000)

  afterAll(() => store?.remove(), 90_000)

  afterEach(async () => {
    await Promise.all(closers.map((close) => close()))
    closers = []
  })

  const test = (name: string, body: () => Promise<void>) =>
    it(name, async () => {
      const run = ++runs
      job = (of = '') => `${run}/${of}`
      await body()
    }, 60_000)

  describe('delivery', () => {
    test('a job that is woken once arrives once', async () => {
      const taken: string[] = []
      const receiver = await startReceiver(async (jobId) => taken.push(jobId))
      expect(await openQueue().wake([job('a')])).toBe(true)
      await until(() => taken.length > 0)
      // A second wake, taken after the first: a duplicate of the first would have come in between.
      await openQueue().wake([job('b')])
      await until(() => taken.includes(job('b')))
      expect(taken).toEqual([job('a'), job('b')])
      expect(Date.now() - (receiver.lastWakeAt() ?? 0)).toBeLessThan(2_000)
    })

    // A worker that is looking at the job may have read PostgreSQL before the change that the second one is about.
    test('a wake-up that comes while the same job is being handled is not swallowed', async () => {
      let calls = 0
      let finish = () => {}
      await startReceiver(async () => {
        calls++
        if (calls > 1) return
        await new Promise<void>((resolve) => {
          finish = resolve
        })
      })
      const queue = openQueue()
      await queue.wake([job()])
      await until(() => calls === 1)
      await queue.wake([job()])
      finish()
      await until(() => calls === 2)
    })

    test('1,000 jobs woken at once all arrive, each once', async () => {
      const taken: string[] = []
      await startReceiver(async (jobId) => taken.push(jobId))
      await startReceiver(async (jobId) => taken.push(jobId))
      const jobs = Array.from({ length: 1_000 }, (_, number) => job(number))
      await openQueue().wake([...jobs, ...jobs])
      await until(() => taken.length >= 1_000)
      expect(new Set(taken)).toEqual(new Set(jobs))
      expect(taken).toHaveLength(1_000)
    })

    test('what onWake throws is reported, is not repeated, and does not stop the receiver', async () => {
      const taken: string[] = []
      const errors: string[] = []
      await startReceiver(
        async (jobId) => {
          taken.push(jobId)
          if (jobId === job('bad')) throw new Error('as intended')
        },
        { onError: (error) => errors.push(error.message) },
      )
      const queue = openQueue()
      await queue.wake([job('bad')])
      await until(() => errors.includes('as intended'))
      await queue.wake([job('good')])
      await until(() => taken.includes(job('good')))
      expect(taken).toEqual([job('bad'), job('good')])
    })
  })

  describe('a full worker', () => {
    test('gives its wake-ups back to one that has room', async () => {
      const jobs = Array.from({ length: 20 }, (_, number) => job(number))
      let refused = 0
      await startReceiver(async () => {
        refused++
        return 'full'
      })
      await openQueue().wake(jobs)
      await until(() => refused > 0)
      const taken = new Set<string>()
      await startReceiver(async (jobId) => taken.add(jobId))
      await until(() => taken.size === jobs.length)
    })

    test('is not asked again and again, and takes what waited when it has room', async () => {
      const jobs = Array.from({ length: 50 }, (_, number) => job(number))
      const taken = new Set<string>()
      const askedAt: number[] = []
      let isFull = true
      const receiver = await startReceiver(
        async (jobId) => {
          askedAt.push(Date.now())
          if (isFull) return 'full'
          return taken.add(jobId)
        },
        { concurrency: 5 },
      )
      await openQueue().wake(jobs)
      const isSoon = (at: number) => at - (askedAt[0] ?? 0) < 500
      await until(() => !askedAt.every(isSoon))
      // Once for each call that was under way when the first one answered, and not once for each message.
      expect(askedAt.filter(isSoon).length).toBeLessThanOrEqual(5)
      isFull = false
      receiver.resume()
      await until(() => taken.size === jobs.length)
    })

    test('looks again by itself, and closes promptly', async () => {
      const taken: string[] = []
      let refused = 0
      const receiver = await startReceiver(async (jobId) => (refused++ === 0 ? 'full' : taken.push(jobId)))
      await openQueue().wake([job('first')])
      await until(() => taken.includes(job('first')))
      refused = 0
      await openQueue().wake([job('second')])
      await until(() => refused === 1)
      const began = Date.now()
      await receiver.close()
      expect(Date.now() - began).toBeLessThan(3_000)
      await startReceiver(async (jobId) => taken.push(jobId))
      await until(() => taken.includes(job('second')))
    })
  })

  describe('ending', () => {
    test('close waits for the call under way and takes no other wake-up', async () => {
      const log: string[] = []
      let finish = () => {}
      const receiver = await startReceiver(async (jobId) => {
        log.push(`taken ${jobId}`)
        await new Promise<void>((resolve) => {
          finish = resolve
        })
        log.push('finished')
      })
      const queue = openQueue()
      await queue.wake([job('first')])
      await until(() => log.length === 1)
      const closed = receiver.close().then(() => log.push('closed'))
      await queue.wake([job('second')])
      finish()
      await closed
      expect(log).toEqual([`taken ${job('first')}`, 'finished', 'closed'])
      const taken: string[] = []
      await startReceiver(async (jobId) => taken.push(jobId))
      await until(() => taken.includes(job('second')))
      expect(taken).toEqual([job('second')])
    })

    test('a call that outlives the grace does not hold up the close, and a closed queue takes nothing', async () => {
      let isTaken = false
      const receiver = await startReceiver(() => {
        isTaken = true
        return new Promise(() => {})
      })
      const queue = openQueue()
      await queue.wake([job()])
      await until(() => isTaken)
      const began = Date.now()
      await receiver.close(200)
      expect(Date.now() - began).toBeLessThan(4_000)
      await queue.close()
      expect(await queue.wake([job()])).toBe(false)
    })

    test('wake-ups that a killed worker had not taken are taken by another', async () => {
      const script = fileURLToPath(new URL('take-wake-ups.ts', import.meta.url))
      const child = spawn(process.execPath, [script, store.url], { stdio: ['ignore', 'pipe', 'inherit'] })
      const takenByChild: string[] = []
      closers.push(async () => void child.kill('SIGKILL'))
      createInterface(child.stdout).on('line', (jobId) => takenByChild.push(jobId))
      const jobs = Array.from({ length: 20 }, (_, number) => job(number))
      await openQueue().wake(jobs)
      await until(() => takenByChild.filter((jobId) => jobId.startsWith(job())).length === 3)
      child.kill('SIGKILL')
      await once(child, 'close')
      const taken = new Set<string>()
      await startReceiver(async (jobId) => taken.add(jobId))
      await until(() => jobs.every((jobId) => taken.has(jobId) || takenByChild.includes(jobId)))
      expect(taken.size).toBeGreaterThanOrEqual(17)
    })
  })

  describe('trouble', () => {
    test('with a store that was never there each wake is lost promptly, and close ends', async () => {
      const url = urlOfNothing(await freePort())
      const queue = openQueue(url)
      const starting = startReceiver(async () => {}, { url })
      for (const _ of [1, 2, 3]) {
        const began = Date.now()
        expect(await queue.wake([job()])).toBe(false)
        expect(Date.now() - began).toBeLessThan(promptly)
      }
      const receiver = await starting
      const began = Date.now()
      await Promise.all([queue.close(), receiver.close()])
      expect(Date.now() - began).toBeLessThan(3_000)
    })

    test('a wake of a store that hangs is lost promptly, and wakes work again when it answers', async () => {
      const taken: string[] = []
      await startReceiver(async (jobId) => taken.push(jobId))
      const queue = openQueue()
      await wakeUntilTaken(queue, job('before'))
      await until(() => taken.includes(job('before')))
      store.hang()
      try {
        const cold = openQueue()
        const began = Date.now()
        const woken = await Promise.all([queue, cold].map((of) => of.wake([job('lost')])))
        expect(woken).toEqual([false, false])
        expect(Date.now() - began).toBeLessThan(promptly)
      } finally {
        store.resume()
      }
      await wakeUntilTaken(queue, job('after'))
      await until(() => taken.includes(job('after')))
    })

    test('everyone recovers when the store comes back, also who came while it was away', async () => {
      const taken = new Set<string>()
      const take = (by: string) => async (jobId: string) => taken.add(`${by} ${jobId}`)
      let errors = 0
      await startReceiver(take('early'), { onError: () => errors++ })
      const queue = openQueue()
      await wakeUntilTaken(queue, job('before'))
      await until(() => taken.has(`early ${job('before')}`))
      await store.stop()
      const began = Date.now()
      expect(await queue.wake([job('lost')])).toBe(false)
      expect(Date.now() - began).toBeLessThan(promptly)
      const cold = openQueue()
      await startReceiver(take('late'))
      // Neither may spin while there is nothing to reach.
      const before = errors
      await new Promise((resolve) => setTimeout(resolve, 500))
      expect(errors - before).toBeLessThan(20)

      await store.start()
      await prepareQueue(store.url)
      await wakeUntilTaken(queue, job('after'))
      await wakeUntilTaken(cold, job('after, cold'))
      // Each receiver must be awake again, so wake-ups are sent until both have taken one.
      const backAt = Date.now()
      const tookAgain = (by: string) => [...taken].some((wake) => wake.startsWith(`${by} ${job('after')}`))
      for (let number = 0; !(tookAgain('early') && tookAgain('late')); number++) {
        expect(Date.now() - backAt).toBeLessThan(5_000)
        await queue.wake(Array.from({ length: 20 }, (_, of) => job(`after ${number} ${of}`)))
      }
    })

    test('close ends when the store has gone, and nothing goes on connecting', async () => {
      const queue = openQueue()
      const receiver = await startReceiver(async () => {})
      await wakeUntilTaken(queue, job())
      await store.stop()
      try {
        // Both are to be caught between two tries to connect, where BullMQ's own close fails.
        const stopped = store.arrivals()
        await until(() => store.arrivals() > stopped + 5)
        expect(await queue.wake([job()])).toBe(false)
        const began = Date.now()
        await Promise.all([queue.close(), receiver.close()])
        expect(Date.now() - began).toBeLessThan(4_000)
        // What was under way may still arrive, but then there is a time without any, longer than any pause between two tries.
        await vi.waitUntil(
          async () => {
            const arrivals = store.arrivals()
            await new Promise((resolve) => setTimeout(resolve, 2_100))
            return store.arrivals() === arrivals
          },
          { timeout: 20_000 },
        )
      } finally {
        await store.start()
      }
    })
  })
}
