import type { WorkspaceAccepted } from '@palisade/contract'
import { findJob, findWorkspace } from '@palisade/store'
import type { ApiParts } from '../api-parts.ts'
import { acceptedView } from '../views/accepted-view.ts'

/** The answer to a request for a job on a workspace, read from what is stored. */
export async function readAccepted(
  parts: Pick<ApiParts, 'store' | 'cloud' | 'now'>,
  { workspaceId, jobId }: { readonly workspaceId: string; readonly jobId: string },
): Promise<WorkspaceAccepted> {
  const [found, work] = await Promise.all([
    findWorkspace(parts.store, workspaceId, { deleted: true }),
    findJob(parts.store, jobId),
  ])
  if (found === null || work === null) throw new Error(`The workspace ${workspaceId} or its job is not there.`)
  return acceptedView({ ...found, ...work }, parts)
}
