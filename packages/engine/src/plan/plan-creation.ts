import { type Blueprint, dependenciesOf } from '@palisade/contract'
import type { PlannedStep } from './planned-step.ts'
import { tails } from './tails.ts'

/** The steps of a job that makes all that a blueprint declares. */
export function planCreation(blueprint: Blueprint): PlannedStep[] {
  const steps = blueprint.resources.map((declared) => ({
    key: declared.key,
    action: declared.action,
    declared,
    dependsOn: dependenciesOf(declared),
    exclusive: declared.exclusive.map((id) => id.toLowerCase()),
    expectedSeconds: declared.expectedSeconds,
  }))
  const tailOf = tails(steps)
  return steps.map((step) => ({ ...step, tailSeconds: tailOf.get(step.key) ?? step.expectedSeconds }))
}
