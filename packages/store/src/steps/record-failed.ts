import type { Finding, StepError } from '@palisade/contract'
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
 * Records that a step cannot go on: `fail` when only a change cures it, `stick` when only a person can. From here on
 * the job begins nothing new; it ends when what was begun has come to rest.
 * @param findings what a check saw, all of it.
 * @returns steps of other jobs to nudge.
 * @throws LeaseLost
 */
export async function recordFailed(
  store: Store,
  step: LeasedStep,
  verdict: 'fail' | 'stick',
  error: StepError,
  findings: readonly Finding[] = [],
): Promise<string[]> {
  return await transaction(store, async (tx) => {
    await appendFindings(tx, step, findings)
    const job = await appendEvent(tx, {
      jobId: step.jobId,
      type: verdict === 'stick' ? 'step.stuck' : 'step.failed',
      step: step.key,
      message: `${step.key}: ${error.message}`,
      data: { error },
    })
    const { rowCount } = await tx.query(
      `UPDATE step SET state = $3, error = $4, lease_until = NULL, wake_at = NULL, finished_at = clock_timestamp(),
         findings = $5
       WHERE id = $1 AND lease_token = $2 AND lease_until IS NOT NULL`,
      [step.id, step.leaseToken, transition('begun', verdict), JSON.stringify(error), storedFindings(findings)],
    )
    if (rowCount === 0) throw new LeaseLost(step.id)
    const first = job.error ?? error
    await tx.query('UPDATE job SET error = $2 WHERE id = $1', [step.jobId, JSON.stringify(first)])
    const woken = await releaseExclusive(tx, step.id)
    await finishJobIfSettled(tx, step.jobId, { ...job, error: first })
    return woken
  })
}
