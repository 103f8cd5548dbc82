import { RemovalFailed, Retryable, StepFailed } from '@palisade/contract'
import type { Conversation } from '../connection/conversation.ts'
import type { Progress } from '../progress.ts'
import type { Attempt } from './attempt.ts'
import { type AzureError, readAzureError, reportsFailure } from './azure-error.ts'
import { bareCause } from './bare-cause.ts'
import { noAnswer } from './no-answer.ts'
import { publicMessage } from './public-message.ts'
import { sort } from './sorting.ts'

/**
 * Turns whatever was thrown while talking to Azure into what happens next: an error of the contract is thrown, or the
 * step is done because what it wanted is so already. What is neither of Azure nor of the network is a bug and is
 * thrown as it is, and so is what forbade to send.
 */
export function sortError(error: unknown, attempt: Attempt, conversation: Conversation): Progress {
  // Nobody is asked any more, whatever was made of it on the way up.
  if (conversation.forbidden !== undefined) throw conversation.forbidden.by
  if (error instanceof Retryable || error instanceof StepFailed || error instanceof RemovalFailed) throw error
  // The caller gave up and knows. What Azure makes of the call is found out by resuming.
  conversation.abortSignal?.throwIfAborted()

  const { lastAnswer } = conversation
  const said = lastAnswer !== undefined && (lastAnswer.status >= 400 || reportsFailure(lastAnswer))
  if (said) return sortAnswer(readAzureError(lastAnswer), attempt, bareCause(error))

  const reason = noAnswer(error)
  if (reason === undefined) throw error
  throw new Retryable('azure-unavailable', words(attempt, reason), {}, undefined, bareCause(error))
}

function sortAnswer(azure: AzureError, attempt: Attempt, cause: unknown): Progress {
  const sorting = sort(azure, attempt.doing === 'removing')
  const message = words(attempt, azure.message || `Azure answered ${azure.status}`)
  const answer = {
    ...(azure.code === undefined ? {} : { azureCode: azure.code }),
    ...(azure.correlationId === undefined ? {} : { correlationId: azure.correlationId }),
  }
  switch (sorting.next) {
    case 'done':
      return { done: true, outputs: {}, note: message }
    case 'wait':
      throw new Retryable(sorting.code, message, answer, azure.retryAfterMs, cause)
    case 'change':
      if (attempt.doing === 'removing') throw new RemovalFailed(sorting.code, message, answer, cause)
      throw new StepFailed(sorting.code, message, answer, cause)
  }
}

function words({ doing, what }: Attempt, said: string): string {
  return publicMessage(`${doing} ${what}: ${said}`)
}
