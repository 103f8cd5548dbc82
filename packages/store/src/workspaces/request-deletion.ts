import type { WorkspaceStatus } from '@palisade/contract'
import { planRemoval } from '@palisade/engine'
import { findJob } from '../jobs/find-job.ts'
import type { Store } from '../open-store.ts'
import type { JobRecord, StepRecord, WorkspaceRecord } from '../records.ts'
import { stepRows } from '../steps/step-rows.ts'
import { wakeFirst } from '../steps/wake-first.ts'
import { findWorkspace } from './find-workspace.ts'
import { readBlueprint } from './read-blueprint.ts'

export type DeletionOutcome =
  | {
      readonly outcome: 'requested' | 'already'
      readonly workspace: WorkspaceRecord
      readonly jobs: JobRecord[]
      readonly job: JobRecord
      readonly steps: StepRecord[]
      readonly wake: string[]
    }
  | { readonly outcome: 'not-found' | 'gone' }
  | { readonly outcome: 'busy'; readonly jobId: string }

/**
 * Writes the job that removes everything that was made for a workspace, last first. Asking twice gives the same job.
 * A job that could not remove everything is followed by a new one.
 */
export async function requestDeletion(
  store: Store,
  input: { workspaceId: string; jobId: string; actor: string },
): Promise<DeletionOutcome> {
  const prisma = await store.prisma()
  const decided = await prisma.$transaction(
    async (
      tx,
    ): Promise<
      | { jobId: string; wake: string[]; outcome: 'requested' | 'already' }
      | { outcome: 'not-found' | 'gone' }
      | { outcome: 'busy'; jobId: string }
    > => {
      // Two that ask at the same moment: the second waits here and finds the job of the first.
      const [locked] = await tx.$queryRaw<{ status: WorkspaceStatus }[]>`
        SELECT status FROM workspace WHERE id = ${input.workspaceId} FOR UPDATE`
      if (locked === undefined) return { outcome: 'not-found' }
      if (locked.status === 'deleted') return { outcome: 'gone' }
      const active = await tx.job.findFirst({
        where: { workspaceId: input.workspaceId, finishedAt: null },
        select: { id: true, type: true },
      })
      if (active?.type === 'delete') return { outcome: 'already', jobId: active.id, wake: [] }
      if (active !== null) return { outcome: 'busy', jobId: active.id }

      const { blueprint } = await tx.workspace.findUniqueOrThrow({
        where: { id: input.workspaceId },
        select: { blueprint: true },
      })
      const begun = await tx.step.findMany({
        where: { job: { workspaceId: input.workspaceId }, action: 'make', attempts: { gt: 0 } },
        select: { key: true },
      })
      const { resources } = readBlueprint(blueprint)
      const rows = stepRows(input.jobId, planRemoval(resources, new Set(begun.map((step) => step.key))))
      const nothing = rows.length === 0
      await tx.job.create({
        data: {
          id: input.jobId,
          workspaceId: input.workspaceId,
          type: 'delete',
          status: nothing ? 'succeeded' : 'queued',
          lastEvent: nothing ? 2 : 1,
          finishedAt: nothing ? new Date() : null,
        },
      })
      await tx.step.createMany({ data: rows })
      await wakeFirst(tx, input.jobId)
      await tx.event.create({
        data: {
          jobId: input.jobId,
          sequence: 1,
          type: 'job.queued',
          message: 'The job is queued.',
          data: { steps: rows.length },
        },
      })
      if (nothing) {
        await tx.event.create({
          data: {
            jobId: input.jobId,
            sequence: 2,
            type: 'job.succeeded',
            message: 'Nothing was made, so nothing is removed.',
            data: {},
          },
        })
      }
      await tx.workspace.update({
        where: { id: input.workspaceId },
        data: nothing
          ? { status: 'deleted', deletedAt: new Date(), liveName: null, liveTarget: null, updatedAt: new Date() }
          : { status: 'deleting', updatedAt: new Date() },
      })
      await tx.auditEntry.create({
        data: {
          actor: input.actor,
          action: 'workspace.delete',
          target: input.workspaceId,
          outcome: 'accepted',
          data: { jobId: input.jobId },
        },
      })
      return {
        outcome: 'requested',
        jobId: input.jobId,
        wake: rows.filter((row) => row.unmet === 0).map((row) => row.id),
      }
    },
    { timeout: 10_000, maxWait: 5_000 },
  )
  if (!('wake' in decided)) return decided
  const [found, work] = await Promise.all([
    findWorkspace(store, input.workspaceId, { deleted: true }),
    findJob(store, decided.jobId),
  ])
  if (found === null || work === null) throw new Error(`The job ${decided.jobId} is not there.`)
  return { outcome: decided.outcome, ...found, ...work, wake: decided.wake }
}
