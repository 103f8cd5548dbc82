import { callsOf } from '@palisade/azure'
import type { CallBudget, Calls } from '@palisade/queue'
import type { ActiveStep } from '../jobs/active-job.ts'

/**
 * Sets aside the calls that a step is about to make, where Azure allows them now or later.
 * @returns after how many milliseconds to ask again, or to make them where they are set aside by then; 0: now.
 */
export async function reserveCalls(budget: CallBudget, step: ActiveStep): Promise<number> {
  const calls = callsOfStep(step)
  const pausedMs = await budget.pausedForMs(step.subscription, calls)
  if (pausedMs > 0 || step.hasReservation) return pausedMs
  const { delayMs, isHeld } = await budget.reserve(step.subscription, calls)
  step.hasReservation = isHeld
  return delayMs
}

/** The calls that were set aside for a step are made now. */
export function spendReservation(budget: CallBudget, step: ActiveStep): void {
  if (!step.hasReservation) return
  step.hasReservation = false
  budget.spend(step.subscription, callsOfStep(step))
}

/** The calls that were set aside for a step are not going to be made. */
export function giveBackReservation(budget: CallBudget, step: ActiveStep): void {
  if (!step.hasReservation) return
  step.hasReservation = false
  budget.giveBack(step.subscription, callsOfStep(step))
}

function callsOfStep({ action, handle, declared }: ActiveStep): Calls {
  return callsOf({ action, handle, body: declared?.body ?? null })
}
