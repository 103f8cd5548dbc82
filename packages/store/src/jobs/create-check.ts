import type { Blueprint } from '@palisade/contract'
import { planCheck } from '@palisade/engine'
import { rememberKey } from '../idempotency/remember-key.ts'
import type { Store } from '../open-store.ts'
import type { JobRecord, StepRecord } from '../records.ts'
import { stepRows } from '../steps/step-rows.ts'
import { wakeFirst } from '../steps/wake-first.ts'
import { findJob } from './find-job.ts'

export interface CreateCheck {
  readonly jobId: string
  /** What would be made. Only what it looks at first becomes a step; it is not kept. */
  readonly blueprint: Blueprint
  /** Who asks, for the audit log. */
  readonly actor: string
  readonly idempotency?: { readonly key: string; readonly fingerprint: string }
}

export type CheckOutcome =
  | {
      readonly outcome: 'created' | 'replayed'
      readonly job: JobRecord
      readonly steps: StepRecord[]
      /** The steps that may begin now: all of them. */
      readonly wake: string[]
    }
  | { readonly outcome: 'key-reused' }

/** Writes a job that only looks. No workspace comes to be, and no name and no range is taken by it. */
export async function createCheck(store: Store, input: CreateCheck): Promise<CheckOutcome> {
  const prisma = await store.prisma()
  const { jobId, actor, idempotency } = input
  const steps = stepRows(jobId, planCheck(input.blueprint))
  const earlier = await prisma.$transaction(
    async (tx) => {
      const scope = `${actor} POST /v1/checks`
      const known =
        idempotency === undefined
          ? undefined
          : await rememberKey(tx, { ...idempotency, scope, workspaceId: null, jobId })
      if (known !== undefined) return known
      await tx.job.create({ data: { id: jobId, type: 'check', status: 'queued', lastEvent: 1 } })
      await tx.step.createMany({ data: steps })
      await wakeFirst(tx, jobId)
      await tx.event.create({
        data: { jobId, sequence: 1, type: 'job.queued', message: 'The job is queued.', data: { steps: steps.length } },
      })
      await tx.auditEntry.create({
        data: { actor, action: 'check.create', target: jobId, outcome: 'accepted', data: { jobId } },
      })
      return undefined
    },
    { timeout: 10_000, maxWait: 5_000 },
  )
  if (earlier === 'reused') return { outcome: 'key-reused' }
  const found = await findJob(store, earlier?.jobId ?? jobId)
  if (found === null) throw new Error(`The job ${earlier?.jobId ?? jobId} is not there.`)
  return earlier === undefined
    ? { outcome: 'created', ...found, wake: steps.map((step) => step.id) }
    : { outcome: 'replayed', ...found, wake: [] }
}
