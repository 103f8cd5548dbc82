import type { Store } from '../open-store.ts'
import type { EventRecord } from '../records.ts'

/** The events of a job that follow the one with the sequence number `after`. */
export async function listEvents(
  store: Store,
  page: { jobId: string; after: number; limit: number },
): Promise<EventRecord[]> {
  const { rows } = await store.pool.query<EventRecord>({
    name: 'list-events',
    text: `SELECT job_id AS "jobId", sequence, type, step, message, data, time FROM event
           WHERE job_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3`,
    values: [page.jobId, page.after, page.limit],
  })
  return rows
}
