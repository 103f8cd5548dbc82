import type { ClientRequest, ClientRequestArgs } from 'node:http'
import { Agent } from 'node:https'
import type { Duplex } from 'node:stream'
import type { PipelinePolicy } from '@azure/core-rest-pipeline'
import { currentConversation } from './conversation.ts'

/**
 * Asks right before each request, after it was signed, whether it may still be sent. A process can be stopped anywhere
 * for as long as somebody pleases, so what was looked at earlier says nothing any more: not when the call began, and not
 * before a token was fetched. So it is asked twice: before the request is made, and again when it gets its connection,
 * after which only the operating system comes.
 *
 * What is thrown ends the request, and the call of the gateway with it, whatever the SDK makes of it.
 * @param ca the authority to trust, for an endpoint with its own certificate.
 */
export function lastLookPolicy(beforeSend: () => void, ca: string | undefined): PipelinePolicy {
  const look = (): void => {
    try {
      beforeSend()
    } catch (error) {
      const conversation = currentConversation()
      if (conversation !== undefined) conversation.forbidden = { by: error }
      throw error
    }
  }
  const agent = new LastLookAgent(look, ca)
  return {
    name: 'palisadeLastLookPolicy',
    sendRequest(request, next) {
      look()
      if (request.url.startsWith('https:')) request.agent ??= agent
      return next(request)
    },
  }
}

/** Looks once more when a request gets a connection, be it a new one or one that was kept. */
class LastLookAgent extends Agent {
  readonly #look: () => void

  constructor(look: () => void, ca: string | undefined) {
    super({ keepAlive: true, ...(ca === undefined ? {} : { ca }) })
    this.#look = look
  }

  override createConnection(
    options: ClientRequestArgs,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): Duplex | null | undefined {
    this.#look()
    return super.createConnection(options, callback)
  }

  override reuseSocket(socket: Duplex, request: ClientRequest): void {
    try {
      this.#look()
    } catch (error) {
      request.destroy(error instanceof Error ? error : new Error(String(error)))
    }
    super.reuseSocket(socket, request)
  }
}
