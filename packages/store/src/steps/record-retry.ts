import type { StepError } from '@palisade/contract'
import { transition } from '@palisade/engine'
import { appendEvent } from '../events/append-event.ts'
import { finishJobIfSettled } from '../jobs/finish-job-if-settled.ts'
import { LeaseLost } from '../leases/lease-lost.ts'
import type { Store } from '../open-store.ts'
import type { LeasedStep } from '../records.ts'
import { transaction } from '../transaction.ts'
import { releaseExclusive } from './release-exclusive.ts'

/**
 * Records that a step will be begun again after `delayMs`, and why. Others may use what it had for itself meanwhile.
 * @returns the steps to nudge.
 * @throws LeaseLost
 */
export async function recordRetry(
  store: Store,
  step: LeasedStep,
  error: StepError,
  delayMs: number,
): Promise<string[]> {
  return await transaction(store, async (tx) => {
    const job = await appendEvent(tx, {
      jobId: step.jobId,
      type: 'step.retrying',
      step: step.key,
      message: `${step.key}: ${intent(step)} in ${Math.ceil(delayMs / 1000)} s (${error.message})`,
      data: { error, delayMs },
    })
    const { rowCount } = await tx.query(
      `UPDATE step SET state = $3, error = $4, handle = NULL, lease_until = NULL,
         wake_at = clock_timestamp() + $5 * interval '1 ms'
       WHERE id = $1 AND lease_token = $2 AND lease_until IS NOT NULL`,
      [step.id, step.leaseToken, transition('begun', 'retry'), JSON.stringify(error), delayMs],
    )
    if (rowCount === 0) throw new LeaseLost(step.id)
    const woken = await releaseExclusive(tx, step.id)
    await finishJobIfSettled(tx, step.jobId, job)
    return woken.filter((id) => id !== step.id)
  })
}

/** Nothing went wrong where something is only not there yet that somebody else makes. */
function intent({ action }: LeasedStep): string {
  return action === 'await' ? 'waited for; looking again' : 'trying again'
}
