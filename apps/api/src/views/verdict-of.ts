import { type Verdict, worstVerdict } from '@palisade/contract'
import type { StepRecord } from '@palisade/store'

/**
 * The worst that was found by the checks before anything is made, or by a verification; null until the last of them has
 * ended, and where there are none.
 */
export function verdictOf(steps: readonly StepRecord[]): Verdict | null {
  const looks = steps.filter(({ phase, action }) => phase === 'preflight' || action === 'observe')
  if (!looks.some(({ action }) => action === 'check' || action === 'observe')) return null
  if (looks.some(({ state }) => state === 'pending' || state === 'begun')) return null
  return worstVerdict(looks.flatMap(verdictsOfStep))
}

/** What is not a check, or could not be made at all, says it by its state. */
function verdictsOfStep({ state, findings }: StepRecord): Verdict[] {
  return [state === 'succeeded' ? 'pass' : 'fail', ...findings.map(({ verdict }) => verdict)]
}
