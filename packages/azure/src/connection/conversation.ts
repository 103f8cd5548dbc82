import { AsyncLocalStorage } from 'node:async_hooks'
import type { PipelineResponse } from '@azure/core-rest-pipeline'
import type { AskedOperation } from './readable.ts'

/** One call of the gateway, and what Azure said in it. */
export interface Conversation {
  readonly abortSignal: AbortSignal | undefined
  /** The answer to the last request; undefined while none has come. */
  lastAnswer: PipelineResponse | undefined
  /** The operation that is asked about. */
  operation: AskedOperation | undefined
  /** Why a request was not sent: what `beforeSend` threw. */
  forbidden: { readonly by: unknown } | undefined
}

const conversations = new AsyncLocalStorage<Conversation>()

/**
 * Runs one call of the gateway so that the pipeline below the SDKs can tell it what Azure answered.
 *
 * The three generations of SDKs throw three sorts of errors, drop the details of a failed operation and hide
 * Retry-After. All of them send through the same pipeline, so it is read there once instead of three times here.
 */
export function converse<Result>(
  abortSignal: AbortSignal | undefined,
  talk: (conversation: Conversation) => Promise<Result>,
): Promise<Result> {
  const conversation: Conversation = { abortSignal, lastAnswer: undefined, operation: undefined, forbidden: undefined }
  return conversations.run(conversation, () => talk(conversation))
}

/** The conversation that the running code belongs to. */
export function currentConversation(): Conversation | undefined {
  return conversations.getStore()
}
