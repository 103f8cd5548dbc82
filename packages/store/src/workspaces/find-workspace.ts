import { jobColumns, jobRecord } from '../jobs/job-record.ts'
import type { Store } from '../open-store.ts'
import type { JobRecord, WorkspaceRecord } from '../records.ts'
import { workspaceColumns, workspaceRecord } from './workspace-record.ts'

/** A workspace and its jobs, newest first; null when there is none, or when it is deleted and that was not asked for. */
export async function findWorkspace(
  store: Store,
  id: string,
  include: { deleted: boolean } = { deleted: false },
): Promise<{ workspace: WorkspaceRecord; jobs: JobRecord[] } | null> {
  const prisma = await store.prisma()
  const row = await prisma.workspace.findFirst({
    where: { id, ...(include.deleted ? {} : { deletedAt: null }) },
    select: { ...workspaceColumns, jobs: { select: jobColumns, orderBy: { createdAt: 'desc' } } },
  })
  return row === null ? null : { workspace: workspaceRecord(row), jobs: row.jobs.map(jobRecord) }
}
