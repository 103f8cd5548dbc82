import { RemovalFailed, StepFailed } from '@palisade/contract'
import type { LeasedStep } from '@palisade/store'

/** Of a step whose workers died, one after the other, before they could record an answer. */
export function attemptsExhausted(step: LeasedStep): Error {
  return exhausted(step, `${step.key} was begun ${step.attempts} times, and no answer was ever recorded`)
}

/** Of an operation that Azure never ends. */
export function endless(step: LeasedStep): Error {
  return exhausted(step, `${step.key}: Azure has been at work for far longer than usual and does not end`)
}

function exhausted(step: LeasedStep, message: string): Error {
  const Sort = step.action === 'remove' ? RemovalFailed : StepFailed
  return new Sort('attempts-exhausted', message)
}
