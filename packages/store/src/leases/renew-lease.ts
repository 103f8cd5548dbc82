import type { Store } from '../open-store.ts'
import type { LeasedStep } from '../records.ts'

/** Keeps a step while a call to Azure lasts. Answers false when the lease is lost: the call's result must not be used. */
export async function renewLease(store: Store, step: LeasedStep, leaseMs: number): Promise<boolean> {
  const { rowCount } = await store.pool.query(
    `UPDATE step SET lease_until = now() + $3 * interval '1 ms', wake_at = now() + $3 * interval '1 ms'
     WHERE id = $1 AND lease_token = $2 AND lease_until IS NOT NULL`,
    [step.id, step.leaseToken, leaseMs],
  )
  return rowCount === 1
}
