import type { WakeQueue } from '@palisade/queue'
import type { FastifyBaseLogger } from 'fastify'

/**
 * Wakes a worker for a job after the commit, without waiting for the queue: a wake-up that is lost costs a few seconds,
 * because workers look for jobs that nobody has. Only the log hears of it.
 */
export function nudge(queue: WakeQueue, jobId: string, log: FastifyBaseLogger): void {
  queue.wake([jobId]).then(
    (isTaken) => {
      if (!isTaken) log.warn({ job: jobId }, 'the wake-up was lost; a worker will find the job')
    },
    (error: unknown) => log.error({ err: error }, 'unexpected error of the queue'),
  )
}
