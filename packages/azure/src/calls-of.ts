import { type Json, readCheckSubject, type StepAction } from '@palisade/contract'
import { callsOfCheck } from './checks/calls-of-check.ts'

/** How many calls of each direction, as Azure counts them. */
export interface Calls {
  readonly reads?: number
  readonly writes?: number
  readonly deletes?: number
}

/**
 * The calls that a step makes next, usually, so that they can be set aside before it is made. What it really makes is
 * reported when Azure has answered.
 * @param step `handle`: null where it is to be begun.
 */
export function callsOf(step: {
  readonly action: StepAction
  readonly handle: string | null
  readonly body: Json
}): Calls {
  if (step.handle !== null) return { reads: 1 }
  switch (step.action) {
    case 'make':
    case 'amend':
    case 'adjust':
      return { reads: 1, writes: 1 }
    case 'remove':
      return { reads: 1, deletes: 1 }
    case 'read':
    case 'await':
    case 'observe':
      return { reads: 1 }
    case 'check':
      return callsOfChecking(step.body)
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
