import { isRestError, type PipelinePolicy } from '@azure/core-rest-pipeline'
import { currentConversation } from './conversation.ts'

/** One HTTP call to Azure. */
export interface AzureCall {
  readonly method: string
  readonly url: string
  /** 0 when no answer came. */
  readonly status: number
  readonly durationMs: number
}

/** How long one HTTP call may take, in milliseconds. ARM itself gives up on a provider after 60 s; most answer in 1. */
const callTimeoutMs = 30_000

/**
 * Ends each HTTP call in time, reports it, and keeps its answer for the conversation that it belongs to.
 *
 * It stands outside of the policies that sign and that read bodies, so that a token that cannot be had counts as
 * a call without an answer, and so that an answer is kept also when the SDK throws because of it.
 */
export function listenPolicy(onCall: ((call: AzureCall) => void) | undefined): PipelinePolicy {
  return {
    name: 'palisadeListenPolicy',
    async sendRequest(request, next) {
      const conversation = currentConversation()
      if (conversation !== undefined) {
        conversation.lastAnswer = undefined
        // The SDKs do not hand an abort signal to every request that they make on their own.
        if (conversation.abortSignal !== undefined) request.abortSignal = conversation.abortSignal
      }
      request.timeout = callTimeoutMs
      const { method, url } = request
      const begunAt = performance.now()
      let status = 0
      try {
        const answer = await next(request)
        status = answer.status
        if (conversation !== undefined) conversation.lastAnswer = answer
        return answer
      } catch (error) {
        if (isRestError(error) && error.response !== undefined) {
          status = error.response.status
          if (conversation !== undefined) conversation.lastAnswer = error.response
        }
        throw error
      } finally {
        onCall?.({ method, url, status, durationMs: performance.now() - begunAt })
      }
    },
  }
}
