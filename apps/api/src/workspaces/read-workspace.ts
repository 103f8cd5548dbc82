import type { WorkspaceView } from '@palisade/contract'
import { findWorkspace } from '@palisade/store'
import type { ApiParts } from '../api-parts.ts'
import { Refusal } from '../problems/refusal.ts'
import { workspaceView } from '../views/workspace-view.ts'

/** Throws the refusal of a workspace that is not there, or no more. */
export async function readWorkspace({ store, cloud }: ApiParts, id: string): Promise<WorkspaceView> {
  const found = await findWorkspace(store, id)
  if (found === null) throw new Refusal('workspace-not-found')
  return workspaceView(found.workspace, found.jobs, cloud)
}
