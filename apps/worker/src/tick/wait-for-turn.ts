import { callsOf } from '@palisade/azure'
import { type LeasedStep, recordPostponed } from '@palisade/store'
import type { TickContext } from './tick-context.ts'

/**
 * Lets a step go on only when Azure allows the calls that it is about to make. If not yet, it is laid to rest until
 * then, the worker is free for others, and nothing counts as tried.
 * @returns whether to go on.
 */
export async function waitForTurn({ budget, store, queue }: TickContext, step: LeasedStep): Promise<boolean> {
  const subscription = subscriptionOf(step.declared.id)
  const calls = callsOf(about(step))
  let isHeld = step.isAdmitted
  let delayMs = await budget.stoppedForMs(subscription, calls)
  if (delayMs === 0 && !isHeld) ({ delayMs, isHeld } = await budget.reserve(subscription, calls))
  if (delayMs === 0) return true
  await recordPostponed(store, step, delayMs, isHeld)
  await queue.wake([{ stepId: step.id, delayMs }])
  return false
}

/** The calls that were set aside for a step are made now. */
export function takeTurn({ budget }: TickContext, step: LeasedStep): void {
  budget.use(subscriptionOf(step.declared.id), callsOf(about(step)))
}

function about({ action, handle, declared }: LeasedStep) {
  return { action: action === 'remove' ? action : declared.action, handle, body: declared.body }
}

function subscriptionOf(id: string): string {
  return id.split('/')[2] ?? ''
}
