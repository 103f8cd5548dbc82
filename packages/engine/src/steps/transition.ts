import type { StepState } from '@palisade/contract'

/** What can happen to a step. */
export type StepEvent = 'begin' | 'retry' | 'succeed' | 'fail' | 'stick'

/**
 * The whole life of a step. `begun` means that a call to Azure may have been sent: it is recorded before the call, so
 * that whoever finds a begun step after a crash knows that there may be something to find.
 */
const next: Record<StepState, Partial<Record<StepEvent, StepState>>> = {
  pending: { begin: 'begun' },
  begun: { begin: 'begun', retry: 'pending', succeed: 'succeeded', fail: 'failed', stick: 'stuck' },
  succeeded: {},
  failed: {},
  stuck: {},
}

/** A change that the table does not know: a fault of ours, never of Azure's. */
export class IllegalTransition extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'IllegalTransition'
  }
}

/**
 * The state that follows. Everything that changes a step's state asks here.
 * @throws IllegalTransition when the table has no such change.
 */
export function transition(state: StepState, event: StepEvent): StepState {
  const to = next[state][event]
  if (to === undefined) throw new IllegalTransition(`A step that is ${state} cannot ${event}.`)
  return to
}
