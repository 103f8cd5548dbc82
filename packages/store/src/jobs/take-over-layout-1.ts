import type { Store } from '../open-store.ts'
import { type Tx, transaction } from '../transaction.ts'

/**
 * Makes a job of the version before one of this version: it leased single steps, kept outputs in them, and named what
 * they wait for by keys. A worker of that version may still hold a step; then the job is left to it for now.
 * @returns whether the job has been taken over.
 */
export async function takeOverLayout1(store: Store, workerId: bigint, jobId: string): Promise<boolean> {
  return await transaction(store, async (tx) => {
    // Locked in the same order as that version does: the job first.
    const { rowCount: mine } = await tx.query('SELECT 1 FROM job WHERE id = $1 AND worker_id = $2 FOR UPDATE', [
      jobId,
      workerId,
    ])
    if (mine === 0) return false
    const { rows } = await tx.query<{ isLeased: boolean }>(
      `SELECT coalesce(lease_until > clock_timestamp() AND lease_until < 'infinity', false) AS "isLeased"
       FROM step WHERE job_id = $1 FOR UPDATE`,
      [jobId],
    )
    if (rows.some(({ isLeased }) => isLeased)) {
      await tx.query('UPDATE job SET worker_id = NULL WHERE id = $1', [jobId])
      return false
    }
    await rewrite(tx, jobId)
    return true
  })
}

/**
 * Takes over the jobs of a workspace that a worker of the version before has ended, also after the migration: what they
 * made stands only in their steps.
 */
export async function takeOverEndedJobs(tx: Tx, workspaceId: string): Promise<void> {
  const { rows } = await tx.query<{ id: string }>(
    'SELECT id FROM job WHERE workspace_id = $1 AND layout = 1 AND finished_at IS NOT NULL ORDER BY created_at, id',
    [workspaceId],
  )
  for (const { id } of rows) await rewrite(tx, id)
}

async function rewrite(tx: Tx, jobId: string): Promise<void> {
  await tx.query(
    `UPDATE step SET
       -- No worker of that version takes a step whose lease does not end, and none of its old tokens counts.
       lease_until = 'infinity', lease_owner = NULL, lease_token = lease_token + 1,
       waits_for = coalesce((SELECT array_agg(other.ordinal ORDER BY other.ordinal) FROM step AS other
         WHERE other.job_id = step.job_id AND other.key = ANY(step.depends_on)), '{}'),
       begins_after_error = step.action IN ('check', 'read') AND cardinality(step.depends_on) = 0
     WHERE job_id = $1`,
    [jobId],
  )
  await tx.query(
    `INSERT INTO resource (workspace_id, key, ordinal, arm_id, kind, action, declared, begun, made, outputs)
     SELECT job.workspace_id, step.key, step.ordinal, step.resource_id, step.kind, step.action,
       (step.declared - 'how') || jsonb_build_object('action', step.action), step.attempts > 0,
       step.action = 'make' AND step.state = 'succeeded' AND NOT coalesce(step.outputs ? 'preexisting', false), step.outputs
     FROM step JOIN job ON job.id = step.job_id
     WHERE job.id = $1 AND job.type = 'create' AND step.action <> 'check'
     ON CONFLICT (workspace_id, key) DO UPDATE SET begun = excluded.begun, made = excluded.made, outputs = excluded.outputs`,
    [jobId],
  )
  await tx.query(
    `UPDATE resource SET removed_at = coalesce(step.finished_at, now()) FROM step JOIN job ON job.id = step.job_id
     WHERE job.id = $1 AND job.type = 'delete' AND step.state = 'succeeded'
       AND resource.workspace_id = job.workspace_id AND resource.key = step.key`,
    [jobId],
  )
  await tx.query('UPDATE job SET layout = 2 WHERE id = $1', [jobId])
}
