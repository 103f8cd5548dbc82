import { LeaseLost } from '../leases/lease-lost.ts'
import type { Store } from '../open-store.ts'
import type { LeasedStep } from '../records.ts'

/**
 * Lays a step to rest until its calls may be made: Azure allows only so many. Nothing has happened to it, so this is
 * no event and no attempt.
 * @param isAdmitted whether the calls are set aside for then, so that nobody has to be asked again.
 * @throws LeaseLost
 */
export async function recordPostponed(
  store: Store,
  step: LeasedStep,
  delayMs: number,
  isAdmitted: boolean,
): Promise<void> {
  const { rowCount } = await store.pool.query(
    `UPDATE step SET lease_until = NULL, wake_at = clock_timestamp() + $3 * interval '1 ms',
       admitted_at = CASE WHEN $4 THEN clock_timestamp() + $3 * interval '1 ms' END
     WHERE id = $1 AND lease_token = $2 AND lease_until IS NOT NULL`,
    [step.id, step.leaseToken, delayMs, isAdmitted],
  )
  if (rowCount === 0) throw new LeaseLost(step.id)
}
