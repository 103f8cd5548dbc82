import type { Finding, Phase, StepAction, StepError, StepState } from '@palisade/contract'
import type { Store } from '../open-store.ts'
import type { JobRecord, StepRecord } from '../records.ts'
import { jobColumns, jobRecord } from './job-record.ts'

/** A job and its steps, in the order in which the blueprint declares them. */
export async function findJob(store: Store, id: string): Promise<{ job: JobRecord; steps: StepRecord[] } | null> {
  const prisma = await store.prisma()
  const row = await prisma.job.findUnique({
    where: { id },
    select: {
      ...jobColumns,
      steps: {
        orderBy: { ordinal: 'asc' },
        select: {
          id: true,
          key: true,
          phase: true,
          kind: true,
          action: true,
          resourceId: true,
          state: true,
          attempts: true,
          dependsOn: true,
          expectedSeconds: true,
          startedAt: true,
          finishedAt: true,
          wakeAt: true,
          error: true,
          findings: true,
        },
      },
    },
  })
  if (row === null) return null
  return {
    job: jobRecord(row),
    steps: row.steps.map((step) => ({
      ...step,
      phase: step.phase as Phase,
      action: step.action as StepAction,
      state: step.state as StepState,
      error: step.error as StepError | null,
      findings: (step.findings as Finding[] | null) ?? [],
    })),
  }
}
