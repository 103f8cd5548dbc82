import { type Blueprint, type Declared, dependenciesOf, type StepAction } from '@palisade/contract'
import { tails } from './tails.ts'

/** A step of a job before it is stored. */
export interface PlannedStep {
  readonly key: string
  readonly action: StepAction
  readonly declared: Declared
  /** The steps that have to succeed first, by their places in the plan. */
  readonly waitsFor: readonly number[]
  readonly exclusive: readonly string[]
  /**
   * Whether the step is begun although another one of its job has failed. True of what only reads and waits for nothing:
   * it costs little, and the person who has to act wants to hear of every problem at once.
   */
  readonly beginsAfterError: boolean
  readonly expectedSeconds: number
  /** The longest expected time from its begin to the end of the job. */
  readonly tailSeconds: number
}

/** How long it usually takes to read one resource, in seconds. */
const readSeconds = 1

/** The steps of a job that makes all that a blueprint declares. */
export function planCreation(blueprint: Blueprint): PlannedStep[] {
  return planned(
    blueprint.resources.map((declared) => ({
      key: declared.key,
      action: declared.action,
      declared,
      dependsOn: dependenciesOf(declared),
      exclusive: declared.exclusive,
      expectedSeconds: declared.expectedSeconds,
    })),
  )
}

/** The steps of a job that only looks whether a blueprint could be made. Nothing waits for them, so all begin at once. */
export function planCheck(blueprint: Blueprint): PlannedStep[] {
  const readOnly = planCreation(blueprint).filter((step) => step.beginsAfterError)
  return readOnly.map((step) => ({ ...step, tailSeconds: step.expectedSeconds }))
}

/**
 * The steps of a job that removes what was made, last first: each waits for the removal of everything that needed it.
 * @param all everything that was declared: what was only read or amended, or never begun, still tells what needs what.
 * @param begun the keys whose creation was begun, so that something may exist.
 */
export function planRemoval(all: readonly Declared[], begun: ReadonlySet<string>): PlannedStep[] {
  const removable = new Set(
    all.filter((declared) => declared.action === 'make' && begun.has(declared.key)).map((declared) => declared.key),
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

  return planned(
    all
      .filter((declared) => removable.has(declared.key))
      .reverse()
      .map((declared) => ({
        key: declared.key,
        action: 'remove' as const,
        declared,
        dependsOn: waitsFor(declared.key, new Set()),
        exclusive: declared.exclusive,
        expectedSeconds: declared.expectedRemovalSeconds,
      })),
  )
}

/**
 * The steps of a job that reads every resource back and compares it with its declaration. They wait for nothing, and
 * change nothing. What only amends another resource is compared with it, under its own key.
 */
export function planVerification(all: readonly Declared[]): PlannedStep[] {
  return planned(
    all
      .filter((declared) => declared.action !== 'check')
      .map((declared) => ({
        key: declared.key,
        action: 'observe' as const,
        declared,
        dependsOn: [],
        exclusive: [],
        expectedSeconds: readSeconds,
      })),
  )
}

interface Draft extends Omit<PlannedStep, 'waitsFor' | 'beginsAfterError' | 'tailSeconds'> {
  /** Keys of other drafts. */
  readonly dependsOn: readonly string[]
}

const readOnlyActions: ReadonlySet<StepAction> = new Set(['check', 'read', 'observe'])

/** @throws CircularBlueprint */
function planned(drafts: readonly Draft[]): PlannedStep[] {
  const tailOf = tails(drafts)
  const placeOf = new Map(drafts.map(({ key }, place) => [key, place]))
  return drafts.map(({ dependsOn, ...step }) => ({
    ...step,
    exclusive: step.exclusive.map((id) => id.toLowerCase()),
    waitsFor: [...new Set(dependsOn)].flatMap((key) => placeOf.get(key) ?? []),
    beginsAfterError: readOnlyActions.has(step.action) && dependsOn.length === 0,
    tailSeconds: tailOf.get(step.key) ?? step.expectedSeconds,
  }))
}
