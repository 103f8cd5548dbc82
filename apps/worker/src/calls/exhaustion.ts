import { RemovalFailed, StepFailed } from '@palisade/contract'
import type { ActiveStep } from '../jobs/active-job.ts'

/** The error of a step whose every worker died before it recorded an answer. */
export function attemptsExhausted(step: ActiveStep): Error {
  return exhausted(step, `${step.key} was begun ${step.attempts} times, and no answer was ever recorded`)
}

/** The error of an operation that Azure never ends. */
export function endless(step: ActiveStep): Error {
  return exhausted(step, `${step.key}: Azure has been at work for far longer than usual and does not end`)
}

function exhausted(step: ActiveStep, message: string): Error {
  const Sort = step.action === 'remove' ? RemovalFailed : StepFailed
  return new Sort('attempts-exhausted', message)
}
