import type { Store } from '../open-store.ts'
import type { WorkspaceRecord } from '../records.ts'
import { workspaceColumns, workspaceRecord } from './workspace-record.ts'

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
    select: workspaceColumns,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: page.limit,
  })
  return rows.map(workspaceRecord)
}
