import { isRestError, type PipelinePolicy, type PipelineResponse, RestError } from '@azure/core-rest-pipeline'
import { readAzureError } from '../errors/azure-error.ts'
import { sort } from '../errors/sorting.ts'
import { currentConversation } from './conversation.ts'
import { isReadable } from './readable.ts'

/** One HTTP call to Azure. */
export interface AzureCall {
  readonly method: string
  readonly url: string
  /** 0 when no answer came. */
  readonly status: number
  readonly durationMs: number
  /** Whose count of calls it belongs to. */
  readonly subscription: string
  readonly direction: 'reads' | 'writes' | 'deletes'
  /** How many calls of this direction are left, where Azure said so. */
  readonly remaining?: number
  /** How long Azure asked to be left alone, in milliseconds, where it refused this call for its rate. */
  readonly throttledForMs?: number
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
      const direction = directionOf(method)
      const begunAt = performance.now()
      let status = 0
      let rate: ReturnType<typeof rateOf> = {}
      try {
        const answer = await next(request)
        status = answer.status
        rate = rateOf(answer, direction)
        if (conversation !== undefined) conversation.lastAnswer = answer
        if (!isReadable(request, answer, conversation?.operation)) {
          throw new RestError('The answer does not say what it has to', { code: RestError.PARSE_ERROR })
        }
        return answer
      } catch (error) {
        if (isRestError(error) && error.response !== undefined) {
          status = error.response.status
          rate = rateOf(error.response, direction)
          if (conversation !== undefined) conversation.lastAnswer = error.response
        }
        throw error
      } finally {
        const subscription = /\/subscriptions\/([^/?]+)/i.exec(url)?.[1] ?? ''
        onCall?.({ method, url, status, durationMs: performance.now() - begunAt, subscription, direction, ...rate })
      }
    },
  }
}

/** How long everybody is left waiting where Azure refuses a call for its rate and does not say how long, in milliseconds. */
const throttledWithoutWordMs = 10_000

/** What an answer says of the rate of calls. */
function rateOf(
  answer: PipelineResponse,
  direction: AzureCall['direction'],
): Pick<AzureCall, 'remaining' | 'throttledForMs'> {
  const remaining = Number(answer.headers.get(`x-ms-ratelimit-remaining-subscription-${direction}`) ?? Number.NaN)
  return {
    ...(Number.isFinite(remaining) ? { remaining } : {}),
    ...(answer.status === 429 ? throttlingOf(answer) : {}),
  }
}

/** Not every 429 is about the rate: the network provider says it of what is busy. */
function throttlingOf(answer: PipelineResponse): Pick<AzureCall, 'throttledForMs'> {
  const error = readAzureError(answer)
  const sorting = sort(error, false)
  if (sorting.next !== 'wait' || sorting.code !== 'azure-throttled') return {}
  return { throttledForMs: error.retryAfterMs ?? throttledWithoutWordMs }
}

function directionOf(method: string): AzureCall['direction'] {
  switch (method) {
    case 'GET':
    case 'HEAD':
      return 'reads'
    case 'DELETE':
      return 'deletes'
    default:
      return 'writes'
  }
}
