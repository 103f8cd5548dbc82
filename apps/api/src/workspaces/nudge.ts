import type { TickQueue } from '@palisade/queue'
import type { FastifyBaseLogger } from 'fastify'

/**
 * Wakes the workers after the commit, without waiting for the queue: a nudge that is lost costs a moment, because the
 * sweeper finds every step that is due. Only the log hears of it.
 */
export function nudge(queue: TickQueue, stepIds: readonly string[], log: FastifyBaseLogger): void {
  if (stepIds.length === 0) return
  const ticks = stepIds.map((stepId) => ({ stepId, delayMs: 0 }))
  queue.wake(ticks).then(
    (isTaken) => {
      if (!isTaken) log.warn({ steps: stepIds.length }, 'the nudge was lost; the sweeper will find the steps')
    },
    (error: unknown) => log.error({ err: error }, 'the queue has thrown, which it promised not to'),
  )
}
