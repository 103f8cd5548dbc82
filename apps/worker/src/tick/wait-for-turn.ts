import { callsOfCheck } from '@palisade/azure'
import { type Json, readCheckSubject } from '@palisade/contract'
import type { Calls } from '@palisade/queue'
import { type LeasedStep, recordPostponed } from '@palisade/store'
import type { TickContext } from './tick-context.ts'

/**
 * Lets a step go on only when Azure allows the calls that it is about to make. If not yet, it is laid to rest until
 * then, the worker is free for others, and nothing counts as tried.
 * @returns whether to go on.
 */
export async function waitForTurn({ budget, store, queue }: TickContext, step: LeasedStep): Promise<boolean> {
  const subscription = subscriptionOf(step.declared.id)
  const calls = callsOf(step)
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
  budget.use(subscriptionOf(step.declared.id), callsOf(step))
}

/** The calls that a step makes next, usually. What it really makes is counted when Azure answers. */
function callsOf({ action, handle, declared }: LeasedStep): Calls {
  if (handle !== null) return { reads: 1 }
  if (action === 'remove') return { reads: 1, deletes: 1 }
  switch (declared.action) {
    case 'make':
    case 'amend':
    case 'adjust':
      return { reads: 1, writes: 1 }
    case 'read':
    case 'await':
      return { reads: 1 }
    case 'check':
      return callsOfChecking(declared.body)
  }
}

function callsOfChecking(body: Json): Calls {
  try {
    return callsOfCheck(readCheckSubject(body))
  } catch {
    // The check itself fails because of it, with words.
    return { reads: 1 }
  }
}

function subscriptionOf(id: string): string {
  return id.split('/')[2] ?? ''
}
