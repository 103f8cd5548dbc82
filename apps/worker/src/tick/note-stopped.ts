import type { LeasedStep } from '@palisade/store'
import type { TickContext } from './tick-context.ts'

/** Tells the log of a call that was not waited for. */
export function noteStopped({ log }: TickContext, step: LeasedStep): void {
  const note = 'stopped in the middle of a call; the lease runs out and the step is taken up again'
  log.warn({ job: step.jobId, step: step.key }, note)
}
