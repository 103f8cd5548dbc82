import type { Blueprint } from '@palisade/contract'
import { isLook } from './is-look.ts'
import { planCreation } from './plan-creation.ts'
import type { PlannedStep } from './planned-step.ts'

/** The steps of a job that only looks whether a blueprint could be made, and makes nothing. */
export function planCheck(blueprint: Blueprint): PlannedStep[] {
  // Nobody waits for them here, so the way to the end of the job is only their own.
  return planCreation(blueprint)
    .filter(isLook)
    .map((step) => ({ ...step, tailSeconds: step.expectedSeconds }))
}
