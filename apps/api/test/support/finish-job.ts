import type { Store } from '@palisade/store'

/**
 * Ends a job as if a worker had done its work: the API has no part in how a job runs, so its tests write the outcome
 * into the database, and call the listeners as `store` does.
 * @param attempts how often each step was begun; 0 for a job of which nothing was made
 */
export async function finishJob(
  store: Store,
  jobId: string,
  status: 'succeeded' | 'failed' = 'succeeded',
  attempts = 1,
): Promise<void> {
  await store.pool.query(
    `UPDATE step SET state = $2, attempts = $3, started_at = now(), finished_at = now(), wake_at = NULL, unmet = 0
     WHERE job_id = $1`,
    [jobId, status === 'succeeded' ? 'succeeded' : 'pending', attempts],
  )
  await store.pool.query(
    `UPDATE resource SET begun = $2 FROM job WHERE job.id = $1 AND resource.workspace_id = job.workspace_id AND action = 'make'`,
    [jobId, attempts > 0],
  )
  await store.pool.query(`UPDATE job SET status = $2, finished_at = now() WHERE id = $1`, [jobId, status])
  await store.pool.query(
    `UPDATE workspace SET status = $2 WHERE id = (SELECT workspace_id FROM job WHERE id = $1) AND status <> 'deleting'`,
    [jobId, status === 'succeeded' ? 'ready' : 'failed'],
  )
  await addEvent(store, jobId, `job.${status}`, `The job has ended: ${status}.`)
}

/** Appends an event as `store` does, with the call to those who listen. */
export async function addEvent(
  store: Store,
  jobId: string,
  type: string,
  message: string,
  step?: string,
): Promise<void> {
  await store.pool.query(
    `WITH next AS (UPDATE job SET last_event = last_event + 1 WHERE id = $1 RETURNING last_event)
     INSERT INTO event (job_id, sequence, type, step, message, data) SELECT $1, last_event, $2, $3, $4, '{}' FROM next`,
    [jobId, type, step ?? null, message],
  )
  await store.pool.query(`SELECT pg_notify('palisade_job', $1)`, [jobId])
}
