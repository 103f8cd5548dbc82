import type { PipelinePolicy } from '@azure/core-rest-pipeline'
import { currentConversation } from './conversation.ts'

/**
 * Asks right before each request, after it was signed, whether it may still be sent. A process can be stopped anywhere
 * for as long as somebody pleases, so what was looked at earlier says nothing any more: not when the call began, and not
 * before a token was fetched.
 *
 * What is thrown ends the request, and the call of the gateway with it, whatever the SDK makes of it.
 */
export function lastLookPolicy(beforeSend: () => void): PipelinePolicy {
  return {
    name: 'palisadeLastLookPolicy',
    sendRequest(request, next) {
      try {
        beforeSend()
      } catch (error) {
        const conversation = currentConversation()
        if (conversation !== undefined) conversation.forbidden = { by: error }
        throw error
      }
      return next(request)
    },
  }
}
