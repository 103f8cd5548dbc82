import type { Store } from '../open-store.ts'

/**
 * Steps that should have been advanced by now and that nobody holds: their tick was lost, or their worker died. The
 * queue is only a wake-up call; this is what makes it so.
 * @param graceMs how late a step may be before it counts as overlooked.
 */
export async function findOverdueSteps(store: Store, graceMs: number, limit: number): Promise<string[]> {
  const { rows } = await store.pool.query<{ id: string }>(
    `SELECT id FROM step
     WHERE wake_at < now() - $1 * interval '1 ms' AND (lease_until IS NULL OR lease_until < now())
     ORDER BY wake_at LIMIT $2`,
    [graceMs, limit],
  )
  return rows.map((row) => row.id)
}
