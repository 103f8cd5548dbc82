import type { Tx } from '../transaction.ts'

/**
 * Gives back what a step had for itself alone and wakes those that wait for it, also in other jobs. Two statements on
 * purpose: the second must see what others wrote while the first waited for them.
 * @returns the steps to nudge, the one with the longest way to the end of its job first.
 */
export async function releaseExclusive(tx: Tx, stepId: string): Promise<string[]> {
  const { rows } = await tx.query<{ key: string }>('DELETE FROM exclusive_claim WHERE step_id = $1 RETURNING key', [
    stepId,
  ])
  if (rows.length === 0) return []
  const { rows: woken } = await tx.query<{ id: string; tail_seconds: number }>(
    `UPDATE step SET wake_at = now() FROM job
     WHERE job.id = step.job_id AND job.finished_at IS NULL AND job.error IS NULL
       AND step.state = 'pending' AND step.unmet = 0 AND step.lease_until IS NULL AND step.exclusive && $1
       AND (step.wake_at IS NULL OR step.attempts = 0)
     RETURNING step.id, step.tail_seconds`,
    [rows.map((row) => row.key)],
  )
  return woken.sort((a, b) => b.tail_seconds - a.tail_seconds).map((row) => row.id)
}
