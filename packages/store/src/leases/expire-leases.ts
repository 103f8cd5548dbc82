import type { Store } from '../open-store.ts'

/**
 * Gives up what a worker of this name held before it died, so that its successor need not wait for the time to pass.
 * Safe even if the predecessor still lives: its fencing tokens are old from the next lease on. Answers the steps.
 */
export async function expireLeases(store: Store, owner: string): Promise<string[]> {
  const { rows } = await store.pool.query<{ id: string }>(
    `UPDATE step SET lease_until = NULL, lease_token = lease_token + 1, wake_at = now()
     WHERE lease_owner = $1 AND lease_until IS NOT NULL RETURNING id`,
    [owner],
  )
  return rows.map((row) => row.id)
}
