import type { EventType, JobStatus, StepState, WorkspaceStatus } from '@palisade/contract'
import { settle } from '@palisade/engine'
import { appendEvent, type LockedJob } from '../events/append-event.ts'
import { lookCondition } from '../steps/look-condition.ts'
import type { Tx } from '../transaction.ts'

type Ended = Extract<JobStatus, 'succeeded' | 'failed' | 'stuck'>

/** What a workspace is after a job on it has ended. */
const workspaceAfter: Record<Exclude<LockedJob['type'], 'check' | 'verify'>, Record<Ended, WorkspaceStatus>> = {
  create: { succeeded: 'ready', failed: 'failed', stuck: 'failed' },
  delete: { succeeded: 'deleted', failed: 'failed', stuck: 'failed' },
}

const eventFor: Record<Ended, EventType> = { succeeded: 'job.succeeded', failed: 'job.failed', stuck: 'job.stuck' }

/** Ends the job, and says so, when its last step has come to rest. The job's row must be locked. */
export async function finishJobIfSettled(tx: Tx, jobId: string, job: LockedJob): Promise<boolean> {
  const { rows } = await tx.query<{ state: StepState; count: number; looks: number }>(
    `SELECT state, count(*)::int AS count, (count(*) FILTER (WHERE ${lookCondition}))::int AS looks
     FROM step WHERE job_id = $1 GROUP BY state`,
    [jobId],
  )
  const counts = { pending: 0, begun: 0, succeeded: 0, failed: 0, stuck: 0 }
  for (const row of rows) counts[row.state] = row.count
  const looks = rows.find(({ state }) => state === 'pending')?.looks ?? 0
  const status = settle(counts, job.error !== null, looks)
  if (status === undefined) return false

  await tx.query('UPDATE job SET status = $2, finished_at = clock_timestamp() WHERE id = $1', [jobId, status])
  await tx.query('UPDATE step SET wake_at = NULL WHERE job_id = $1', [jobId])
  const after = await settleWorkspace(tx, job, status)
  const succeeded = `The job has succeeded${after === undefined ? '' : `; the workspace is ${after}`}.`
  await appendEvent(tx, {
    jobId,
    type: eventFor[status],
    message: status === 'succeeded' ? succeeded : `The job has ended: ${status}.`,
    data: job.error === null ? {} : { error: job.error },
  })
  return true
}

/** Says of the workspace what the job has made of it. A job that only looked has made nothing of anything. */
async function settleWorkspace(tx: Tx, job: LockedJob, status: Ended): Promise<WorkspaceStatus | undefined> {
  if (job.type === 'check' || job.type === 'verify') return undefined
  const after = workspaceAfter[job.type][status]
  await tx.query(
    `UPDATE workspace SET status = $2, updated_at = now(),
       deleted_at = CASE WHEN $2 = 'deleted' THEN now() END,
       live_name = CASE WHEN $2 = 'deleted' THEN NULL ELSE live_name END,
       live_target = CASE WHEN $2 = 'deleted' THEN NULL ELSE live_target END
     WHERE id = $1`,
    [job.workspaceId, after],
  )
  return after
}
