import { type ErrorCode, RemovalFailed, Retryable, type StepError, StepFailed } from '@palisade/contract'
import { isAttemptLeft } from './is-attempt-left.ts'
import { retryDelayMs } from './retry-delay.ts'

/** What becomes of a step whose call to Azure did not go well. */
export type AfterError =
  /** Nobody knows what Azure made of it: the step stays begun, and is looked at again. */
  | { readonly verdict: 'ask-again'; readonly delayMs: number; readonly error: StepError }
  /** Nothing is under way: send the operation again. */
  | { readonly verdict: 'begin-again'; readonly delayMs: number; readonly error: StepError }
  | { readonly verdict: 'fail' | 'stick'; readonly error: StepError }

/** What an error is looked at together with. */
export interface ErrorCircumstances {
  readonly attempts: number
  /** Whether an operation of Azure's is known to be under way. */
  readonly hasHandle: boolean
  readonly removes: boolean
  /** How long ago the operation was begun. */
  readonly elapsedMs: number
  /** When to give up asking about it, counted from its begin. */
  readonly deadlineMs: number
}

/**
 * Decides by the kind of an error, and by nothing else, what happens to the step next.
 * @param error what the gateway threw. Anything that it did not sort is a fault of ours, and fails loudly.
 */
export function afterError(
  error: unknown,
  step: ErrorCircumstances,
  timing: { readonly random: number; readonly timeScale: number },
): AfterError {
  if (error instanceof Retryable) return afterRetryable(error, step, timing)
  if (error instanceof RemovalFailed) return { verdict: 'stick', error: error.toStepError() }
  if (error instanceof StepFailed) return { verdict: step.removes ? 'stick' : 'fail', error: error.toStepError() }
  const fault = 'The step met a fault of Palisade itself; the log has the details.'
  return { verdict: step.removes ? 'stick' : 'fail', error: new StepFailed('fault', fault).toStepError() }
}

function afterRetryable(
  error: Retryable,
  step: ErrorCircumstances,
  timing: { readonly random: number; readonly timeScale: number },
): AfterError {
  if (answerIsMissing(error.code, step.hasHandle)) {
    // With a handle nothing is sent again, so the attempts do not count up; the time that has passed does.
    const isLeft = step.hasHandle ? step.elapsedMs < step.deadlineMs : isAttemptLeft(step.attempts)
    if (!isLeft) return givenUp(error, step)
    const delayMs = Math.max(
      retryDelayMs(step.hasHandle ? 1 : step.attempts, error.retryAfterMs, timing),
      step.hasHandle ? step.elapsedMs / 10 : 0,
    )
    return { verdict: 'ask-again', delayMs: Math.ceil(delayMs), error: error.toStepError() }
  }
  if (!isAttemptLeft(step.attempts)) return givenUp(error, step)
  const delayMs = retryDelayMs(step.attempts, error.retryAfterMs, timing)
  return { verdict: 'begin-again', delayMs, error: error.toStepError() }
}

/**
 * Whether it is only the answer that is missing, not the operation that ended. A call that Azure turned away for its
 * rate reached nobody, unless it was a question about an operation that goes on.
 */
function answerIsMissing(code: ErrorCode, hasHandle: boolean): boolean {
  return code === 'azure-unavailable' || (code === 'azure-throttled' && hasHandle)
}

function givenUp(error: Retryable, step: ErrorCircumstances): AfterError {
  const message = `${error.message} (given up after ${step.attempts} ${step.attempts === 1 ? 'attempt' : 'attempts'})`
  return step.removes
    ? { verdict: 'stick', error: new RemovalFailed('attempts-exhausted', message, error.azure).toStepError() }
    : { verdict: 'fail', error: new StepFailed('attempts-exhausted', message, error.azure).toStepError() }
}
