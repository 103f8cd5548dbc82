import type { WorkspaceList } from '@palisade/contract'
import { listWorkspaces } from '@palisade/store'
import type { ApiParts } from '../api-parts.ts'
import { positionOf } from '../paging/cursor.ts'
import { workspaceList } from '../views/workspace-list.ts'

/** One page of the workspaces that live. */
export async function readWorkspaces(
  { store, cloud }: ApiParts,
  page: { limit: number; cursor?: string },
): Promise<WorkspaceList> {
  const after = page.cursor === undefined ? {} : { after: positionOf(page.cursor) }
  return workspaceList(await listWorkspaces(store, { limit: page.limit + 1, ...after }), page.limit, cloud)
}
