import { type Verdict, verdicts } from './verdict.ts'

/** The worst of some verdicts; `pass` where there is none. */
export function worstVerdict(found: Iterable<Verdict>): Verdict {
  const seen = new Set(found)
  return verdicts.findLast((verdict) => seen.has(verdict)) ?? 'pass'
}
