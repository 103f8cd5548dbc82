import type { Blueprint, WorkspaceRequest } from '@palisade/contract'
import { planCreation } from '@palisade/engine'
import type { Prisma } from '../generated/client.ts'
import { rememberKey } from '../idempotency/remember-key.ts'
import { findJob } from '../jobs/find-job.ts'
import { jsonColumn } from '../json-column.ts'
import type { Store } from '../open-store.ts'
import type { JobRecord, StepRecord, WorkspaceRecord } from '../records.ts'
import { stepRows } from '../steps/step-rows.ts'
import { wakeFirst } from '../steps/wake-first.ts'
import { findWorkspace } from './find-workspace.ts'

export interface CreateWorkspace {
  readonly workspaceId: string
  readonly jobId: string
  readonly request: WorkspaceRequest
  readonly blueprint: Blueprint
  /** Who asks, for the audit log. */
  readonly actor: string
  readonly idempotency?: { readonly key: string; readonly fingerprint: string }
}

type Accepted = {
  readonly workspace: WorkspaceRecord
  /** All jobs of the workspace, newest first. */
  readonly jobs: JobRecord[]
  readonly job: JobRecord
  readonly steps: StepRecord[]
  /** The steps that may begin now. */
  readonly wake: string[]
}

type Refusal =
  | { readonly outcome: 'key-reused' }
  | { readonly outcome: 'name-taken'; readonly workspaceId: string }
  | { readonly outcome: 'address-space-overlaps'; readonly workspaceId: string; readonly addressSpace: string }

export type CreateOutcome = ({ readonly outcome: 'created' | 'replayed' } & Accepted) | Refusal

/** Carries an answer out of a transaction that has to be rolled back. */
class Decided extends Error {
  readonly answer: Refusal | { outcome: 'replay'; workspaceId: string; jobId: string }
  constructor(answer: Decided['answer']) {
    super(answer.outcome)
    this.answer = answer
  }
}

/**
 * Writes a workspace, its job, the job's steps, the first event, the audit entry and the idempotency record in one
 * transaction, or nothing. What must be unique is kept so by the database, so two that ask at the same moment get one
 * workspace and one refusal.
 */
export async function createWorkspace(store: Store, input: CreateWorkspace): Promise<CreateOutcome> {
  const prisma = await store.prisma()
  const steps = stepRows(input.jobId, planCreation(input.blueprint))
  try {
    await prisma.$transaction(
      async (tx) => {
        await takeKey(tx, input)
        await insertWorkspace(tx, input)
        await tx.job.create({
          data: { id: input.jobId, workspaceId: input.workspaceId, type: 'create', status: 'queued', lastEvent: 1 },
        })
        await tx.step.createMany({ data: steps })
        await wakeFirst(tx, input.jobId)
        await tx.event.create({
          data: {
            jobId: input.jobId,
            sequence: 1,
            type: 'job.queued',
            message: 'The job is queued.',
            data: { steps: steps.length },
          },
        })
        await tx.auditEntry.create({
          data: {
            actor: input.actor,
            action: 'workspace.create',
            target: input.workspaceId,
            outcome: 'accepted',
            data: { jobId: input.jobId },
          },
        })
      },
      { timeout: 10_000, maxWait: 5_000 },
    )
  } catch (error) {
    if (!(error instanceof Decided)) throw error
    if (error.answer.outcome !== 'replay') return error.answer
    return { outcome: 'replayed', ...(await accepted(store, error.answer.workspaceId, error.answer.jobId)) }
  }
  const wake = steps.filter((step) => step.unmet === 0).map((step) => step.id)
  return { outcome: 'created', ...(await accepted(store, input.workspaceId, input.jobId)), wake }
}

async function takeKey(tx: Prisma.TransactionClient, input: CreateWorkspace): Promise<void> {
  if (input.idempotency === undefined) return
  const scope = `${input.actor} POST /v1/workspaces`
  const { workspaceId, jobId } = input
  const earlier = await rememberKey(tx, { ...input.idempotency, scope, workspaceId, jobId })
  if (earlier === undefined) return
  if (earlier === 'reused') throw new Decided({ outcome: 'key-reused' })
  if (earlier.workspaceId === null) throw new Error(`The key of the job ${earlier.jobId} stands for no workspace.`)
  throw new Decided({ outcome: 'replay', workspaceId: earlier.workspaceId, jobId: earlier.jobId })
}

async function insertWorkspace(tx: Prisma.TransactionClient, input: CreateWorkspace): Promise<void> {
  const { request, blueprint } = input
  // None where nothing is cut: without a network, or where all subnets exist. It is in nobody's way then.
  const addressSpace = request.network?.addressSpace ?? null
  const liveName = `${request.project}/${request.name}`
  const liveTarget = `${request.subscriptionId}/${request.resourceGroup}/${request.name}`.toLowerCase()
  const azure = blueprint.resources.find((declared) => declared.key === blueprint.summary.workspace)
  if (azure === undefined) throw new Error(`The blueprint does not declare ${blueprint.summary.workspace}.`)
  // Skips on any conflict: unique names as well as the exclusion constraint on address spaces.
  const { count } = await tx.workspace.createMany({
    data: [
      {
        id: input.workspaceId,
        project: request.project,
        name: request.name,
        status: 'creating',
        subscriptionId: request.subscriptionId,
        resourceGroup: request.resourceGroup,
        region: request.region,
        addressSpace,
        liveName,
        liveTarget,
        azureId: azure.id,
        request: jsonColumn(request),
        blueprint: jsonColumn(blueprint),
      },
    ],
    skipDuplicates: true,
  })
  if (count === 1) return
  const named = await tx.workspace.findFirst({ where: { OR: [{ liveName }, { liveTarget }] }, select: { id: true } })
  if (named !== null) throw new Decided({ outcome: 'name-taken', workspaceId: named.id })
  const overlapping = await tx.$queryRaw<{ id: string; address_space: string }[]>`
    SELECT id, address_space::text FROM workspace
    WHERE deleted_at IS NULL AND address_space && ${addressSpace}::inet LIMIT 1`
  const [other] = overlapping
  if (other === undefined) throw new Error('The workspace conflicts with one that is not there.')
  throw new Decided({ outcome: 'address-space-overlaps', workspaceId: other.id, addressSpace: other.address_space })
}

async function accepted(store: Store, workspaceId: string, jobId: string): Promise<Accepted> {
  const [found, work] = await Promise.all([findWorkspace(store, workspaceId, { deleted: true }), findJob(store, jobId)])
  if (found === null || work === null) throw new Error(`The workspace ${workspaceId} or its job is not there.`)
  return { ...found, ...work, wake: [] }
}
