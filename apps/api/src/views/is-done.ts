import type { JobStatus } from '@palisade/contract'
import type { JobRecord } from '@palisade/store'

const done: ReadonlySet<JobStatus> = new Set(['succeeded', 'failed', 'canceled', 'stuck'])

/** Whether nothing more will happen to a job by itself. */
export function isDone(job: Pick<JobRecord, 'status'>): boolean {
  return done.has(job.status)
}
