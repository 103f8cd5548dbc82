import type { JobStatus, StepState } from '@palisade/contract'
import { IllegalTransition } from '../steps/transition.ts'
import type { JobOutcome } from './job-types.ts'

/** What can happen to a job. */
export type JobEvent = 'start' | 'succeed' | 'fail' | 'stick'

/** The whole life of a job. A job ends `stuck` when only a person can go on. */
const next: Record<JobStatus, Partial<Record<JobEvent, JobStatus>>> = {
  // A job that has nothing to do succeeds without a start.
  queued: { start: 'running', succeed: 'succeeded' },
  running: { succeed: 'succeeded', fail: 'failed', stick: 'stuck' },
  canceling: {},
  succeeded: {},
  failed: {},
  canceled: {},
  stuck: {},
}

/**
 * The status that follows. Everything that changes a job's status asks here.
 * @throws IllegalTransition when the table has no such change.
 */
export function jobTransition(status: JobStatus, event: JobEvent): JobStatus {
  const to = next[status][event]
  if (to === undefined) throw new IllegalTransition(`A job that is ${status} cannot ${event}.`)
  return to
}

/**
 * How a job ends, or undefined while it goes on. A job with an error begins nothing new, and ends when what was begun
 * has come to rest: so it never says "failed" while Azure still works for it.
 * @param pendingReads how many steps are left that begin all the same: see `PlannedStep.beginsAfterError`.
 */
export function settle(
  counts: Readonly<Record<StepState, number>>,
  hasError: boolean,
  pendingReads: number,
): { readonly event: Exclude<JobEvent, 'start'>; readonly outcome: JobOutcome } | undefined {
  if (counts.begun > 0 || pendingReads > 0) return undefined
  if (counts.stuck > 0) return { event: 'stick', outcome: 'stuck' }
  if (hasError || counts.failed > 0) return { event: 'fail', outcome: 'failed' }
  return counts.pending === 0 ? { event: 'succeed', outcome: 'succeeded' } : undefined
}
