import { LeaseLost } from '../leases/lease-lost.ts'
import type { Store } from '../open-store.ts'
import type { LeasedStep } from '../records.ts'

/**
 * Records that Azure is still at work, how to ask again and when, and lets the step go. One statement: this happens
 * more often than anything else.
 * @throws LeaseLost
 */
export async function recordPolled(store: Store, step: LeasedStep, handle: string, delayMs: number): Promise<void> {
  const { rowCount } = await store.pool.query(
    `UPDATE step SET handle = $3, error = NULL, admitted_at = NULL, lease_until = NULL, wake_at = clock_timestamp() + $4 * interval '1 ms'
     WHERE id = $1 AND lease_token = $2 AND lease_until IS NOT NULL AND state = 'begun'`,
    [step.id, step.leaseToken, handle, delayMs],
  )
  if (rowCount === 0) throw new LeaseLost(step.id)
}
