import type { Store } from '../open-store.ts'
import { lookCondition } from '../steps/look-condition.ts'

/**
 * Steps that should have been advanced by now and that nobody holds: their tick was lost, or their worker died. The
 * queue is only a wake-up call; this is what makes it so.
 * @param graceMs how late a step may be before it counts as overlooked.
 */
export async function findOverdueSteps(store: Store, graceMs: number, limit: number): Promise<string[]> {
  const { rows } = await store.pool.query<{ id: string }>(
    `SELECT step.id FROM step JOIN job ON job.id = step.job_id
     WHERE step.wake_at < now() - $1 * interval '1 ms' AND (step.lease_until IS NULL OR step.lease_until < now())
       AND job.finished_at IS NULL AND (step.state = 'begun' OR job.error IS NULL OR ${lookCondition})
     ORDER BY step.wake_at LIMIT $2`,
    [graceMs, limit],
  )
  return rows.map((row) => row.id)
}
