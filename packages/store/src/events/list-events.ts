import type { EventType, Json } from '@palisade/contract'
import type { Store } from '../open-store.ts'
import type { EventRecord } from '../records.ts'

/** The events of a job that follow the one with the sequence number `after`. */
export async function listEvents(
  store: Store,
  page: { jobId: string; after: number; limit: number },
): Promise<EventRecord[]> {
  const prisma = await store.prisma()
  const rows = await prisma.event.findMany({
    where: { jobId: page.jobId, sequence: { gt: page.after } },
    orderBy: { sequence: 'asc' },
    take: page.limit,
  })
  return rows.map((row) => ({ ...row, type: row.type as EventType, data: row.data as Json }))
}
