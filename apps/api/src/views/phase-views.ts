import { type PhaseView, phases } from '@palisade/contract'
import type { StepRecord } from '@palisade/store'
import { percent } from './percent.ts'
import { stepView } from './step-view.ts'

/** The steps of a job by phase, in the order in which people think of a workspace; phases without steps are left out. */
export function phaseViews(steps: readonly StepRecord[], now: Date): PhaseView[] {
  const succeeded = new Set(steps.filter((step) => step.state === 'succeeded').map((step) => step.key))
  return phases.flatMap((phase) => {
    const own = steps.filter((step) => step.phase === phase)
    if (own.length === 0) return []
    return [
      { phase, percent: percent(own, now), state: stateOf(own), steps: own.map((step) => stepView(step, succeeded)) },
    ]
  })
}

function stateOf(steps: readonly StepRecord[]): PhaseView['state'] {
  if (steps.some((step) => step.state === 'stuck')) return 'stuck'
  if (steps.some((step) => step.state === 'failed')) return 'failed'
  if (steps.every((step) => step.state === 'succeeded')) return 'succeeded'
  return steps.some((step) => step.startedAt !== null) ? 'running' : 'pending'
}
