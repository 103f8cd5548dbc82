import type { PlannedStep } from '@palisade/engine'
import type { Prisma } from '../generated/client.ts'
import { jsonColumn } from '../json-column.ts'

/** The rows of a job's steps. Those that wait for nothing may be begun at once. */
export function stepRows(jobId: string, planned: readonly PlannedStep[]): Prisma.StepCreateManyInput[] {
  return planned.map((step, ordinal) => ({
    id: `${jobId}.${ordinal}`,
    jobId,
    ordinal,
    key: step.key,
    phase: step.declared.phase,
    kind: step.declared.kind,
    action: step.action,
    resourceId: step.declared.id,
    declared: jsonColumn(step.declared),
    dependsOn: [...step.dependsOn],
    unmet: step.dependsOn.length,
    exclusive: [...step.exclusive],
    expectedSeconds: Math.ceil(step.expectedSeconds),
    tailSeconds: Math.ceil(step.tailSeconds),
    state: 'pending',
    wakeAt: step.dependsOn.length === 0 ? new Date() : null,
  }))
}
