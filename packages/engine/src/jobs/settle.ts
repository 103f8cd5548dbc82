import type { JobStatus, StepState } from '@palisade/contract'

/**
 * The status in which a job ends, or undefined while it goes on. A job with an error begins nothing new, and ends when
 * what was begun has come to rest: so the record never says "failed" while Azure still works for it.
 * @param looks how many steps are left that are begun all the same: see `isLook`.
 */
export function settle(
  counts: Readonly<Record<StepState, number>>,
  hasError: boolean,
  looks: number,
): Extract<JobStatus, 'succeeded' | 'failed' | 'stuck'> | undefined {
  if (counts.begun > 0 || looks > 0) return undefined
  if (counts.stuck > 0) return 'stuck'
  if (hasError || counts.failed > 0) return 'failed'
  return counts.pending === 0 ? 'succeeded' : undefined
}
