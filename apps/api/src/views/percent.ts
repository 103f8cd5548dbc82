import type { StepRecord } from '@palisade/store'

/** What of a step's expected time counts while it has not succeeded; estimates are often too short. */
const most = 0.95

/**
 * How far a set of steps is, 0 to 99, each weighted by how long it usually takes; 100 once all have succeeded.
 * A step counts by the time since its first begin, also while it waits for another attempt: so the number never falls.
 */
export function percent(steps: readonly StepRecord[], now: Date): number {
  if (steps.every((step) => step.state === 'succeeded')) return 100
  let done = 0
  let total = 0
  for (const step of steps) {
    // A step without an expected time still has to count, or a job of such steps would show nothing.
    const weight = Math.max(1, step.expectedSeconds)
    done += weight * share(step, weight, now)
    total += weight
  }
  return Math.min(99, Math.floor((100 * done) / total))
}

function share(step: StepRecord, expectedSeconds: number, now: Date): number {
  if (step.state === 'succeeded') return 1
  if (step.startedAt === null) return 0
  const seconds = ((step.finishedAt ?? now).getTime() - step.startedAt.getTime()) / 1000
  return Math.min(most, Math.max(0, seconds / expectedSeconds))
}
