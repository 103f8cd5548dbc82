import type { EventType, JobType, Json, StepError } from '@palisade/contract'
import type { Tx } from '../transaction.ts'

/** What a job is like at the moment its row is locked. */
export interface LockedJob {
  /** Null where the job only looks. */
  readonly workspaceId: string | null
  readonly type: JobType
  readonly status: string
  readonly error: StepError | null
}

/**
 * Appends an event to a job and with it locks the job's row until the end of the transaction. Every transaction that
 * changes a step begins with this, so that the events of a job have an order, and no two such transactions can wait
 * for each other.
 */
export async function appendEvent(
  tx: Tx,
  event: { jobId: string; type: EventType; step?: string; message: string; data?: Json },
): Promise<LockedJob> {
  const { rows } = await tx.query<LockedJob>(
    `WITH numbered AS (
       UPDATE job SET last_event = last_event + 1 WHERE id = $1
       RETURNING last_event, workspace_id, type, status, error
     ), written AS (
       INSERT INTO event (job_id, sequence, type, step, message, data, time)
       SELECT $1, last_event, $2, $3, $4, $5, clock_timestamp() FROM numbered
     )
     SELECT workspace_id AS "workspaceId", type, status, error, pg_notify('palisade_job', $1) FROM numbered`,
    [event.jobId, event.type, event.step ?? null, event.message, JSON.stringify(event.data ?? {})],
  )
  const [job] = rows
  if (job === undefined) throw new Error(`There is no job ${event.jobId}.`)
  return job
}
