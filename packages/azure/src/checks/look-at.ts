import { type ErrorCode, StepFailed } from '@palisade/contract'
import { type Conversation, converse } from '../connection/conversation.ts'
import { sortError } from '../errors/sort-error.ts'
import type { Asking } from './asking.ts'

/** What Azure answered to a question, or why it did not. */
export type Sight<Value> =
  | { readonly isSeen: true; readonly value: Value }
  | {
      readonly isSeen: false
      readonly code: ErrorCode
      readonly azureCode?: string | undefined
      readonly reason: string
    }

/**
 * Asks Azure one question of a check. What Azure does not let us see is a sight too: a check says so and goes on. Only
 * what waiting can cure is thrown.
 *
 * Each question is a conversation of its own, so that questions asked side by side do not take each other's answers.
 */
export function lookAt<Value>(
  { abortSignal }: Asking,
  what: string,
  read: (conversation: Conversation) => Promise<Value>,
): Promise<Sight<Value>> {
  return converse(abortSignal, async (conversation) => {
    try {
      abortSignal?.throwIfAborted()
      return { isSeen: true, value: await read(conversation) }
    } catch (error) {
      return unseen(error, what, conversation)
    }
  })
}

function unseen(error: unknown, what: string, conversation: Conversation): Sight<never> {
  try {
    const { note = '' } = { note: undefined, ...sortError(error, { doing: 'reading', what }, conversation) }
    return { isSeen: false, code: 'azure-invalid', reason: note }
  } catch (sorted) {
    if (conversation.forbidden !== undefined || !(sorted instanceof StepFailed)) throw sorted
    return { isSeen: false, code: sorted.code, azureCode: sorted.azure.azureCode, reason: sorted.message }
  }
}

/** Whether Azure says that there is no such thing, or nothing that it could lie in. */
export function isMissing(sight: Sight<unknown>): boolean {
  return !sight.isSeen && sight.code === 'azure-missing'
}
