import type { WakeQueue } from '@palisade/queue'
import type { FastifyBaseLogger } from 'fastify'

/**
 * Wakes the workers after the commit, without waiting for the queue: a nudge that is lost costs a moment, because
 * every worker looks in PostgreSQL. Only the log hears of it.
 */
export function nudge(queue: WakeQueue, jobIds: readonly string[], log: FastifyBaseLogger): void {
  if (jobIds.length === 0) return
  queue.wake(jobIds).then(
    (isTaken) => {
      if (!isTaken) log.warn({ jobs: jobIds.length }, 'a wake-up was lost; the workers will find the jobs')
    },
    (error: unknown) => log.error({ err: error }, 'unexpected queue error'),
  )
}
