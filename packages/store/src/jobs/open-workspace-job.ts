import type { JobType, WorkspaceStatus } from '@palisade/contract'
import { jobTypeRows, type PlannedStep } from '@palisade/engine'
import type { Store } from '../open-store.ts'
import { listResources, type ResourceRecord } from '../resources/list-resources.ts'
import { transaction } from '../transaction.ts'
import { openJob } from './open-job.ts'

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
    await openJob(tx, { id: jobId, type, workspaceId, steps: plan(await listResources(tx, workspaceId)), actor })
    return { outcome: 'requested', jobId }
  })
}
