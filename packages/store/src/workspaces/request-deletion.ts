import { planRemoval } from '@palisade/engine'
import { openWorkspaceJob, type WorkspaceJobOutcome } from '../jobs/open-workspace-job.ts'
import type { Store } from '../open-store.ts'

export type DeletionOutcome =
  | Exclude<WorkspaceJobOutcome, { readonly outcome: 'wrong-status' }>
  /** It is being deleted already, by this job. */
  | { readonly outcome: 'already'; readonly jobId: string }

/**
 * Opens the job that removes everything that was made for a workspace, last first. Asking twice gives the same job. A
 * job that could not remove everything is followed by a new one.
 */
export async function requestDeletion(
  store: Store,
  input: { readonly workspaceId: string; readonly jobId: string; readonly actor: string },
): Promise<DeletionOutcome> {
  const opened = await openWorkspaceJob(store, { ...input, type: 'delete' }, (resources) =>
    planRemoval(
      resources.map(({ declared }) => declared),
      new Set(resources.filter(({ begun, removedAt }) => begun && removedAt === null).map(({ key }) => key)),
    ),
  )
  if (opened.outcome === 'wrong-status') throw new Error(`A workspace that is ${opened.status} cannot be deleted.`)
  if (opened.outcome === 'busy' && opened.type === 'delete') return { outcome: 'already', jobId: opened.jobId }
  return opened
}
