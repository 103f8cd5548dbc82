import type { JobType, WorkspaceStatus } from '@palisade/contract'
import { JobRun, jobTypeRows, type PlannedStep } from '@palisade/engine'
import type { Store } from '../open-store.ts'
import { listResources, type ResourceRecord } from '../resources/list-resources.ts'
import { type Tx, transaction } from '../transaction.ts'
import { openJob } from './open-job.ts'
import { takeOverEndedJobs } from './take-over-layout-1.ts'

export type WorkspaceJobOutcome =
  | { readonly outcome: 'requested'; readonly jobId: string }
  | { readonly outcome: 'not-found' | 'gone' }
  /** Another job runs on the workspace. */
  | { readonly outcome: 'busy'; readonly jobId: string; readonly type: JobType }
  /** A workspace in this status has no such job. */
  | { readonly outcome: 'wrong-status'; readonly status: WorkspaceStatus }

/**
 * Opens a job on a workspace that exists: its steps are planned from the workspace's resources as they are recorded. Two
 * that ask at the same moment: the second waits here, and finds the job of the first.
 */
export async function openWorkspaceJob(
  store: Store,
  input: { readonly workspaceId: string; readonly jobId: string; readonly type: JobType; readonly actor: string },
  plan: (resources: readonly ResourceRecord[]) => readonly PlannedStep[],
): Promise<WorkspaceJobOutcome> {
  const { workspaceId, jobId, type, actor } = input
  return await transaction(store, async (tx) => {
    const { rows } = await tx.query<{ status: WorkspaceStatus }>(
      'SELECT status FROM workspace WHERE id = $1 FOR UPDATE',
      [workspaceId],
    )
    const status = rows[0]?.status
    if (status === undefined) return { outcome: 'not-found' }
    if (status === 'deleted') return { outcome: 'gone' }
    const { rows: active } = await tx.query<{ id: string; type: JobType }>(
      'SELECT id, type FROM job WHERE workspace_id = $1 AND finished_at IS NULL',
      [workspaceId],
    )
    if (active[0] !== undefined) return { outcome: 'busy', jobId: active[0].id, type: active[0].type }
    const { from } = jobTypeRows[type]
    if (from === 'none' || !from.includes(status)) return { outcome: 'wrong-status', status }
    await takeOverEndedJobs(tx, workspaceId)
    const steps = plan(await listResources(tx, workspaceId))
    await openJob(tx, { id: jobId, type, workspaceId, steps, actor })
    if (steps.length === 0) await endAtOnce(tx, { id: jobId, type, workspaceId })
    return { outcome: 'requested', jobId }
  })
}

/** Ends a job that has nothing to do, such as the removal of a workspace of which nothing was made: no worker is needed. */
async function endAtOnce(
  tx: Tx,
  job: { readonly id: string; readonly type: JobType; readonly workspaceId: string },
): Promise<void> {
  const end = new JobRun({ ...job, status: 'queued', error: null, steps: [] }).endIfNothingIsLeft()
  if (end === undefined) throw new Error(`The job ${job.id} has no steps and does not end.`)
  await tx.query('UPDATE job SET status = $2, finished_at = now(), last_event = last_event + 1 WHERE id = $1', [
    job.id,
    end.status,
  ])
  for (const { type, message, data } of end.events) {
    await tx.query(
      `INSERT INTO event (job_id, sequence, type, message, data)
       SELECT id, last_event, $2, $3, $4 FROM job WHERE id = $1`,
      [job.id, type, message, JSON.stringify(data)],
    )
  }
  if (end.workspaceStatus !== undefined) await setWorkspaceStatus(tx, job.workspaceId, end.workspaceStatus)
}

/** The same as `write-changes` does at the end of a job. */
async function setWorkspaceStatus(tx: Tx, id: string, status: WorkspaceStatus): Promise<void> {
  await tx.query(
    status === 'deleted'
      ? `UPDATE workspace SET status = $2, updated_at = now(), deleted_at = now(), live_name = NULL, live_target = NULL WHERE id = $1`
      : 'UPDATE workspace SET status = $2, updated_at = now() WHERE id = $1',
    [id, status],
  )
}
