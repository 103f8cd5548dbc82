import { isLook, transition } from '@palisade/engine'
import { appendEvent } from '../events/append-event.ts'
import { LeaseLost } from '../leases/lease-lost.ts'
import type { Store } from '../open-store.ts'
import type { LeasedStep } from '../records.ts'
import { type Tx, transaction } from '../transaction.ts'

/** Whether a step was begun; if not, when to look again in case nobody wakes it. */
export type Begun = { readonly begun: true } | { readonly begun: false; readonly lookAgainInMs?: number }

class Refused extends Error {
  readonly reason: 'job-ended' | 'waits-for-exclusive'
  constructor(reason: 'job-ended' | 'waits-for-exclusive') {
    super(reason)
    this.reason = reason
  }
}

const lookAgainInMs = 250

/**
 * Records that a call to Azure is about to be sent, before it is sent, and takes what the step needs for itself alone.
 * A step that is begun already, whose worker died before an answer was recorded, is begun once more, and counted.
 * When something else goes first, the step is laid to rest and woken when that has ended.
 * @throws LeaseLost
 */
export async function recordBegun(store: Store, step: LeasedStep): Promise<Begun> {
  try {
    await transaction(store, async (tx) => {
      await startJob(tx, step.jobId)
      const job = await appendEvent(tx, {
        jobId: step.jobId,
        type: 'step.begun',
        step: step.key,
        message: `${step.key}: begun${step.attempts > 0 ? ` (attempt ${step.attempts + 1})` : ''}`,
        data: { attempt: step.attempts + 1 },
      })
      // What was begun before a crash is taken up whatever has become of the job: something may exist.
      if (job.error !== null && step.state === 'pending' && !isLook(step)) throw new Refused('job-ended')
      if (!(await claimExclusive(tx, step))) throw new Refused('waits-for-exclusive')
      const { rowCount } = await tx.query(
        `UPDATE step SET state = $3, attempts = attempts + 1, handle = NULL, error = NULL, admitted_at = NULL,
           begun_at = clock_timestamp(), started_at = coalesce(started_at, clock_timestamp())
         WHERE id = $1 AND lease_token = $2 AND lease_until IS NOT NULL`,
        [step.id, step.leaseToken, transition(step.state, 'begin')],
      )
      if (rowCount === 0) throw new LeaseLost(step.id)
    })
    return { begun: true }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    if (error.reason === 'waits-for-exclusive') return await waitForExclusive(store, step)
    await store.pool.query('UPDATE step SET lease_until = NULL, wake_at = NULL WHERE id = $1 AND lease_token = $2', [
      step.id,
      step.leaseToken,
    ])
    return { begun: false }
  }
}

/**
 * Takes all exclusive rights of a step or says that it cannot. Of those that wait for the same right the one with the
 * longest way to the end of the job goes first: the others would make everybody wait for it.
 */
async function claimExclusive(tx: Tx, step: LeasedStep): Promise<boolean> {
  if (step.exclusive.length === 0) return true
  const { rows: longer } = await tx.query(
    `SELECT 1 FROM step AS mine JOIN step AS other ON other.job_id = mine.job_id AND other.id <> mine.id
     WHERE mine.id = $1 AND mine.state = 'pending' AND other.state = 'pending' AND other.unmet = 0 AND other.exclusive && mine.exclusive
       AND (other.wake_at <= now() + interval '1 s' OR other.lease_until > now())
       AND (other.tail_seconds, -other.ordinal) > (mine.tail_seconds, -mine.ordinal)
     LIMIT 1`,
    [step.id],
  )
  if (longer.length > 0) return false
  const { rowCount } = await tx.query(
    `INSERT INTO exclusive_claim (key, step_id) SELECT key, $2 FROM unnest($1::text[]) AS key ORDER BY key
     ON CONFLICT (key) DO UPDATE SET step_id = excluded.step_id WHERE exclusive_claim.step_id = excluded.step_id`,
    [step.exclusive, step.id],
  )
  return rowCount === step.exclusive.length
}

/**
 * Lays a step to rest until one of its exclusive rights is given back. The claims are locked meanwhile: whoever holds
 * one can give it back only after this is written, and so finds the step and wakes it.
 */
async function waitForExclusive(store: Store, step: LeasedStep): Promise<Begun> {
  return await transaction(store, async (tx) => {
    const { rowCount: held } = await tx.query(
      'SELECT 1 FROM exclusive_claim WHERE key = ANY($1) AND step_id <> $2 ORDER BY key FOR UPDATE',
      [step.exclusive, step.id],
    )
    // Given back in between, or a longer step goes first: look again soon, in case nobody wakes us. Its calls stay set aside.
    await tx.query(
      `UPDATE step SET lease_until = NULL, wake_at = now() + $3 * interval '1 ms', admitted_at = coalesce(admitted_at, now())
       WHERE id = $1 AND lease_token = $2`,
      [step.id, step.leaseToken, held === 0 ? lookAgainInMs : null],
    )
    return held === 0 ? { begun: false, lookAgainInMs } : { begun: false }
  })
}

async function startJob(tx: Tx, jobId: string): Promise<void> {
  const { rowCount } = await tx.query(
    `UPDATE job SET status = 'running', started_at = now() WHERE id = $1 AND status = 'queued' AND error IS NULL`,
    [jobId],
  )
  if (rowCount === 1) await appendEvent(tx, { jobId, type: 'job.started', message: 'The job has started.' })
}
