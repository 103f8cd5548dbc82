import type { PlannedStep } from '@palisade/engine'
import type { Prisma } from '../generated/client.ts'
import { jsonColumn } from '../json-column.ts'

/** The rows of a job's steps. None is awake yet: see `wakeFirst`. */
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
  }))
}
