import type { StepView } from '@palisade/contract'
import type { StepRecord } from '@palisade/store'

/** @param succeeded the keys of the steps of the same job that have succeeded */
export function stepView(step: StepRecord, succeeded: ReadonlySet<string>): StepView {
  return {
    key: step.key,
    kind: step.kind,
    action: step.action,
    resourceId: step.resourceId,
    state: step.state,
    attempts: step.attempts,
    waitsFor: step.waitsFor.filter((key) => !succeeded.has(key)),
    startedAt: step.startedAt?.toISOString() ?? null,
    finishedAt: step.finishedAt?.toISOString() ?? null,
    // A begun step is woken to be polled, and a new one to be begun: neither is another try.
    nextTryAt: step.state === 'pending' && step.attempts > 0 ? (step.wakeAt?.toISOString() ?? null) : null,
    error: step.error,
    findings: [...step.findings],
  }
}
