import { type ErrorCode, Retryable, type StepError, StepFailed, UndoFailed } from '@palisade/contract'
import { retryDelayMs } from './retry-delay.ts'

/** What becomes of a step whose call to Azure did not go well. */
export type AfterError =
  /** Ask again about the same operation. */
  | { readonly verdict: 'poll-again'; readonly delayMs: number; readonly error: StepError }
  /** Send the operation again. */
  | { readonly verdict: 'begin-again'; readonly delayMs: number; readonly error: StepError }
  | { readonly verdict: 'fail' | 'stick'; readonly error: StepError }

/** Codes that say that the answer did not arrive, not that the operation ended. */
const answerIsMissing: ReadonlySet<ErrorCode> = new Set(['azure-throttled', 'azure-unavailable'])

/** How often a step is begun before the engine gives up. With the delays of `retryDelayMs` that is about an hour. */
const maxAttempts = 20

/**
 * Decides by the kind of an error, and by nothing else, what happens to the step next.
 * @param error what the gateway threw. Anything that it did not sort is a fault of ours, and fails loudly.
 */
export function afterError(
  error: unknown,
  step: { readonly attempts: number; readonly hasHandle: boolean; readonly removes: boolean },
  timing: { readonly random: number; readonly timeScale: number },
): AfterError {
  if (error instanceof Retryable) {
    const delayMs = retryDelayMs(step.attempts, error.retryAfterMs, timing)
    if (step.hasHandle && answerIsMissing.has(error.code)) {
      return { verdict: 'poll-again', delayMs, error: error.toStepError() }
    }
    if (step.attempts < maxAttempts) return { verdict: 'begin-again', delayMs, error: error.toStepError() }
    const exhausted = `${error.message} (given up after ${step.attempts} attempts)`
    return step.removes
      ? { verdict: 'stick', error: new UndoFailed('attempts-exhausted', exhausted, error.azure).toStepError() }
      : { verdict: 'fail', error: new StepFailed('attempts-exhausted', exhausted, error.azure).toStepError() }
  }
  if (error instanceof UndoFailed) return { verdict: 'stick', error: error.toStepError() }
  if (error instanceof StepFailed) return { verdict: step.removes ? 'stick' : 'fail', error: error.toStepError() }
  return {
    verdict: step.removes ? 'stick' : 'fail',
    error: new StepFailed('fault', 'The step met a fault of Palisade itself; the log has the details.').toStepError(),
  }
}
