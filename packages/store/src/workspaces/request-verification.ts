import { planVerification } from '@palisade/engine'
import { openWorkspaceJob, type WorkspaceJobOutcome } from '../jobs/open-workspace-job.ts'
import type { Store } from '../open-store.ts'

/** Opens the job that reads everything back from Azure that a workspace has, and compares it with what was declared. */
export async function requestVerification(
  store: Store,
  input: { readonly workspaceId: string; readonly jobId: string; readonly actor: string },
): Promise<WorkspaceJobOutcome> {
  return await openWorkspaceJob(store, { ...input, type: 'verify' }, (resources) =>
    planVerification(
      resources
        .filter(
          ({ isDeclared, begun, outputs, removedAt }) =>
            isDeclared && removedAt === null && (begun || outputs !== null),
        )
        .map(({ declared }) => declared),
    ),
  )
}
