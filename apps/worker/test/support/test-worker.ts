import { setTimeout as delay } from 'node:timers/promises'
import type { Gateway } from '@palisade/azure'
import type { CallBudget } from '@palisade/queue'
import { claimJobs, findJobPosition, readClaimedJobs, registerWorker, retireWorker, type Store } from '@palisade/store'
import pino, { type Logger } from 'pino'
import { CallSlots } from '../../src/calls/call-slots.ts'
import { ChangeWriter } from '../../src/jobs/change-writer.ts'
import { JobPool } from '../../src/jobs/job-pool.ts'

let named = 0

/** A worker without a queue, a process and a lease that ends: all else is the real one. It takes every job that waits. */
export async function startTestWorker(options: {
  readonly store: Store
  readonly gateway: Pick<Gateway, 'begin' | 'poll'>
  readonly budget: CallBudget
  readonly timeScale: number
  readonly log?: Logger
  /** Calls at a time. */
  readonly concurrency?: number
}) {
  const { store, gateway, budget, timeScale, log = pino({ level: 'silent' }), concurrency = 16 } = options
  named += 1
  const id = await registerWorker(store, { name: `test-${named}`, host: 'test', pid: named, leaseMs: 600_000 })
  const writer = new ChangeWriter(store, () => id, log)
  const pool = new JobPool({
    writer,
    gateway,
    budget,
    slots: new CallSlots(concurrency),
    log,
    timeScale,
    random: Math.random,
    readAgain: async (jobId) => (await readClaimedJobs(store, id, [jobId]))[0],
    onLeft: () => {},
  })
  pool.take(await claimJobs(store, id, { oldest: 100 }))
  return {
    id,
    pool,
    writer,
    /** Waits until a job has ended. */
    untilDone: async (jobId: string): Promise<'done'> => {
      while ((await findJobPosition(store, jobId))?.isDone === false) await delay(20)
      return 'done'
    },
    /** Ends it as a crash does, and lets its lease end. */
    kill: async (): Promise<void> => {
      pool.dropAll()
      await writer.close()
      await retireWorker(store, id)
    },
    stop: async (): Promise<void> => {
      await pool.drain(5_000)
      await writer.close()
      await retireWorker(store, id)
    },
  }
}
