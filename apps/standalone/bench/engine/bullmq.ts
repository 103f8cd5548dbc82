import { DelayedError, type JobsOptions, Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import type { HttpClient } from '../stage/http-client.ts'
import { armId, graph, readyAfter } from './graph.ts'
import { poll, put, read } from './stub-client.ts'

/**
 * The workload on bare BullMQ, as its documentation recommends: one job per step, `moveToDelayed` to ask again later
 * instead of a worker that waits, a job id per step so that none is queued twice, and what the application must
 * remember in a Redis hash. It has no events, no fencing, no call budget and no history; the floor that we compare with.
 */
interface StepData {
  readonly job: string
  readonly key: string
  /** Where to poll, once the PUT was answered. */
  readonly pollPath?: string
}

const queueName = 'steps'

/** As many steps of one worker at a time as BullMQ's documentation suggests for work that waits for the network. */
const concurrency = 100

/** The set of jobs of which all steps are finished. */
export const finishedSet = 'finished'

const roots = graph.filter(({ after }) => after.length === 0).map(({ key }) => key)

/** Queues the first steps of many jobs. */
export async function submitToBullmq(url: string, jobs: readonly string[]): Promise<void> {
  const queue = new Queue<StepData>(queueName, { connection: { url } })
  for (let index = 0; index < jobs.length; index += 200) {
    const some = jobs.slice(index, index + 200)
    await queue.addBulk(some.flatMap((job) => roots.map((key) => step(job, key))))
  }
  await queue.close()
}

/** Starts a worker, and answers how to stop it. */
export async function startBullmqWorker(url: string, client: HttpClient): Promise<{ stop(): Promise<void> }> {
  const redis = new Redis(url)
  const queue = new Queue<StepData>(queueName, { connection: { url } })
  const worker = new Worker<StepData>(
    queueName,
    async (task, token) => {
      const { job, key, pollPath } = task.data
      let waitMs: number
      if (pollPath === undefined) {
        const begun = await put(client, armId(job, key))
        await task.updateData({ job, key, pollPath: begun.pollPath })
        waitMs = begun.retryMs
      } else {
        const asked = await poll(client, pollPath)
        if (asked.isDone) {
          const ready = await finish(redis, job, key, await read(client, armId(job, key)))
          if (ready.length > 0) await queue.addBulk(ready.map((other) => step(job, other)))
          return
        }
        waitMs = asked.retryMs
      }
      await task.moveToDelayed(Date.now() + waitMs, token)
      throw new DelayedError()
    },
    { connection: { url, maxRetriesPerRequest: null }, concurrency },
  )
  worker.on('error', (error) => console.error(error.message))
  worker.on('failed', (_task, error) => console.error(error.message))
  await Promise.all([worker.waitUntilReady(), queue.waitUntilReady()])
  return {
    stop: async () => {
      await worker.close()
      await queue.close()
      redis.disconnect()
    },
  }
}

function step(job: string, key: string): { name: string; data: StepData; opts: JobsOptions } {
  // A job id must not contain a colon.
  return { name: 'step', data: { job, key }, opts: { jobId: `${job}.${key}`, attempts: 5, removeOnComplete: true } }
}

/** Remembers the outputs of a step, and answers which steps may begin now. */
async function finish(redis: Redis, job: string, key: string, outputs: Record<string, string>): Promise<string[]> {
  const hash = `outputs.${job}`
  const answers = await redis.multi().hset(hash, key, JSON.stringify(outputs)).hkeys(hash).exec()
  const keys = answers?.[1]?.[1]
  if (!Array.isArray(keys)) throw new Error(`The outputs of ${job} could not be read.`)
  const finished = new Set<unknown>(keys)
  if (finished.size === graph.length) await redis.sadd(finishedSet, job)
  return readyAfter(key, (other) => finished.has(other))
}
