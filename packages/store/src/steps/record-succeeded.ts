import type { Finding } from '@palisade/contract'
import { transition } from '@palisade/engine'
import { appendEvent } from '../events/append-event.ts'
import { appendFindings } from '../events/append-findings.ts'
import { finishJobIfSettled } from '../jobs/finish-job-if-settled.ts'
import { LeaseLost } from '../leases/lease-lost.ts'
import type { Store } from '../open-store.ts'
import type { LeasedStep } from '../records.ts'
import { transaction } from '../transaction.ts'
import { releaseExclusive } from './release-exclusive.ts'
import { storedFindings } from './stored-findings.ts'

/**
 * Records the outputs of a finished step and wakes every step that waited only for it, in the same transaction.
 * @param result `note` tells the watcher what is worth knowing, for example that a foreign resource was left alone;
 *   `findings` is what a check saw, all of it.
 * @returns the steps to nudge, the one with the longest way to the end first.
 * @throws LeaseLost
 */
export async function recordSucceeded(
  store: Store,
  step: LeasedStep,
  result: {
    outputs: Readonly<Record<string, string>>
    note?: string | undefined
    findings?: readonly Finding[] | undefined
  },
): Promise<string[]> {
  return await transaction(store, async (tx) => {
    await appendFindings(tx, step, result.findings ?? [])
    const job = await appendEvent(tx, {
      jobId: step.jobId,
      type: 'step.succeeded',
      step: step.key,
      message: `${step.key}: ${step.action === 'remove' ? 'removed' : 'done'}${result.note === undefined ? '' : ` (${result.note})`}`,
      data: {},
    })
    const { rowCount } = await tx.query(
      `UPDATE step SET state = $3, outputs = $4, error = NULL, handle = NULL, lease_until = NULL, wake_at = NULL,
         finished_at = clock_timestamp(), findings = $5
       WHERE id = $1 AND lease_token = $2 AND lease_until IS NOT NULL`,
      [
        step.id,
        step.leaseToken,
        transition('begun', 'succeed'),
        JSON.stringify({ ...result.outputs, id: step.declared.id }),
        storedFindings(result.findings ?? []),
      ],
    )
    if (rowCount === 0) throw new LeaseLost(step.id)
    const freed = await releaseExclusive(tx, step.id)
    const { rows: unlocked } = await tx.query<{ id: string; unmet: number; tail_seconds: number }>(
      `UPDATE step SET unmet = unmet - 1, wake_at = CASE WHEN unmet = 1 THEN now() END
       WHERE job_id = $1 AND state = 'pending' AND depends_on @> ARRAY[$2]
       RETURNING id, unmet, tail_seconds`,
      [step.jobId, step.key],
    )
    if (await finishJobIfSettled(tx, step.jobId, job)) return freed
    const ready = unlocked
      .filter((row) => row.unmet === 0)
      .sort((a, b) => b.tail_seconds - a.tail_seconds)
      .map((row) => row.id)
    return [...new Set([...ready, ...freed])]
  })
}
