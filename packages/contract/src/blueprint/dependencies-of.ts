import type { Declared } from './declared.ts'
import { referencesIn } from './references-in.ts'

/** The keys that must have succeeded before this one may begin, each once. */
export function dependenciesOf(declared: Declared): string[] {
  return [...new Set([...referencesIn(declared.body).map((reference) => reference.$output.of), ...declared.after])]
}
