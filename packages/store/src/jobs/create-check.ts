import type { Blueprint } from '@palisade/contract'
import { planCheck } from '@palisade/engine'
import type { Store } from '../open-store.ts'
import { earlierJob, type IdempotencyKey } from './earlier-job.ts'
import { Conflict, type OpenedJob, openJob } from './open-job.ts'

export interface CreateCheck {
  readonly jobId: string
  /** What would be made. Only what is looked at first becomes a step; the rest is not kept. */
  readonly blueprint: Blueprint
  /** Who asks, for the audit log. */
  readonly actor: string
  readonly idempotency?: IdempotencyKey
}

export type CheckOutcome =
  | ({ readonly outcome: 'created' } & OpenedJob)
  | { readonly outcome: 'replayed'; readonly jobId: string }
  | { readonly outcome: 'key-reused' }

/** Writes a job that only looks. No workspace comes to be, and no name and no range is taken by it. */
export async function createCheck(store: Store, input: CreateCheck): Promise<CheckOutcome> {
  const { jobId, actor, idempotency } = input
  const scope = `${actor} POST /v1/checks`
  try {
    const opened = await openJob(store.pool, {
      id: jobId,
      type: 'check',
      workspaceId: null,
      steps: planCheck(input.blueprint),
      actor,
      ...(idempotency === undefined ? {} : { idempotency: { scope, ...idempotency } }),
    })
    return { outcome: 'created', ...opened }
  } catch (error) {
    if (!(error instanceof Conflict) || idempotency === undefined) throw error
    const earlier = await earlierJob(store, { scope, ...idempotency })
    if (earlier === undefined) throw error
    return earlier === 'reused' ? { outcome: 'key-reused' } : { outcome: 'replayed', jobId: earlier.jobId }
  }
}
