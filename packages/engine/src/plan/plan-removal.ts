import { type Declared, dependenciesOf } from '@palisade/contract'
import type { PlannedStep } from './planned-step.ts'
import { tails } from './tails.ts'

/**
 * The steps of a job that removes what was made, last first: each waits for the removal of everything that needed it.
 * @param all the whole blueprint: what was only read or amended, or never begun, still tells what needs what.
 * @param begun the keys whose creation was begun, so that something may exist.
 */
export function planRemoval(all: readonly Declared[], begun: ReadonlySet<string>): PlannedStep[] {
  const removable = new Set(
    all.filter((declared) => declared.action === 'make' && begun.has(declared.key)).map((d) => d.key),
  )
  const dependants = new Map<string, string[]>(all.map((declared) => [declared.key, []]))
  for (const declared of all) for (const key of dependenciesOf(declared)) dependants.get(key)?.push(declared.key)

  // What is not removed itself passes on what waits for it, so that no order is lost over it.
  const waitsFor = (key: string, seen: Set<string>): string[] =>
    (dependants.get(key) ?? []).flatMap((dependant) => {
      if (seen.has(dependant)) return []
      seen.add(dependant)
      return removable.has(dependant) ? [dependant] : waitsFor(dependant, seen)
    })

  const steps = all
    .filter((declared) => removable.has(declared.key))
    .reverse()
    .map((declared) => ({
      key: declared.key,
      action: 'remove' as const,
      declared,
      dependsOn: waitsFor(declared.key, new Set()),
      exclusive: declared.exclusive.map((id) => id.toLowerCase()),
      expectedSeconds: declared.expectedRemovalSeconds,
    }))
  const tailOf = tails(steps)
  return steps.map((step) => ({ ...step, tailSeconds: tailOf.get(step.key) ?? step.expectedSeconds }))
}
