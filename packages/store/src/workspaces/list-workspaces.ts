import type { WorkspaceRequest, WorkspaceStatus } from '@palisade/contract'
import type { Store } from '../open-store.ts'
import type { WorkspaceRecord } from '../records.ts'

/** The columns that make a record; the blueprint is large and read only by those who need it. */
const columns = {
  id: true,
  project: true,
  name: true,
  status: true,
  subscriptionId: true,
  resourceGroup: true,
  region: true,
  addressSpace: true,
  request: true,
  azureId: true,
  createdAt: true,
  updatedAt: true,
} as const

/** The workspaces that live, newest first. @param page `after` is the last one of the page before. */
export async function listWorkspaces(
  store: Store,
  page: { limit: number; after?: { createdAt: Date; id: string } },
): Promise<WorkspaceRecord[]> {
  const prisma = await store.prisma()
  const { after } = page
  const rows = await prisma.workspace.findMany({
    where: {
      deletedAt: null,
      ...(after === undefined
        ? {}
        : { OR: [{ createdAt: { lt: after.createdAt } }, { createdAt: after.createdAt, id: { lt: after.id } }] }),
    },
    select: columns,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: page.limit,
  })
  // The statuses and the requests are ours: only this package writes them, validated.
  return rows.map((row) => ({
    ...row,
    status: row.status as WorkspaceStatus,
    request: row.request as WorkspaceRequest,
  }))
}
