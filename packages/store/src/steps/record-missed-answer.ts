import type { StepError } from '@palisade/contract'
import { appendEvent } from '../events/append-event.ts'
import { LeaseLost } from '../leases/lease-lost.ts'
import type { Store } from '../open-store.ts'
import type { LeasedStep } from '../records.ts'
import { transaction } from '../transaction.ts'

/**
 * Records that an answer of Azure did not arrive. The step stays begun and keeps what it has for itself: Azure may be
 * at work, so nobody may conclude that there is nothing. It is looked at again after `delayMs`.
 * @throws LeaseLost
 */
export async function recordMissedAnswer(
  store: Store,
  step: LeasedStep,
  error: StepError,
  delayMs: number,
): Promise<void> {
  await transaction(store, async (tx) => {
    await appendEvent(tx, {
      jobId: step.jobId,
      type: 'step.retrying',
      step: step.key,
      message: `${step.key}: no answer, asking again in ${Math.ceil(delayMs / 1000)} s (${error.message})`,
      data: { error, delayMs },
    })
    const { rowCount } = await tx.query(
      `UPDATE step SET error = $3, admitted_at = NULL, lease_until = NULL, wake_at = clock_timestamp() + $4 * interval '1 ms'
       WHERE id = $1 AND lease_token = $2 AND lease_until IS NOT NULL AND state = 'begun'`,
      [step.id, step.leaseToken, JSON.stringify(error), delayMs],
    )
    if (rowCount === 0) throw new LeaseLost(step.id)
  })
}
