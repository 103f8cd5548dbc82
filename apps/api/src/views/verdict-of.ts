import { type Verdict, worstVerdict } from '@palisade/contract'
import type { StepRecord } from '@palisade/store'

/**
 * The worst that was found by all that is looked at before anything is made; null until the last of it was, and where
 * there is nothing of the sort.
 */
export function verdictOf(steps: readonly StepRecord[]): Verdict | null {
  const looks = steps.filter(({ phase }) => phase === 'preflight')
  if (!looks.some(({ action }) => action === 'check')) return null
  if (looks.some(({ state }) => state === 'pending' || state === 'begun')) return null
  return worstVerdict(looks.flatMap(verdictsOfStep))
}

/** What is not a check, or could not be made at all, says it by its state. */
function verdictsOfStep({ state, findings }: StepRecord): Verdict[] {
  return [state === 'succeeded' ? 'pass' : 'fail', ...findings.map(({ verdict }) => verdict)]
}
