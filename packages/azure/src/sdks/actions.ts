import { createHttpPoller, type OperationResponse, type OperationState, type PollerLike } from '@azure/core-lro'
import {
  createHttpHeaders,
  createPipelineRequest,
  type HttpClient,
  type HttpMethods,
  type Pipeline,
  RestError,
} from '@azure/core-rest-pipeline'
import type { Json } from '@palisade/contract'

/** Sends actions of resources, and goes on with those that Azure is still at. */
export interface Actions {
  /** POST to `{id}/{name}`. The result is the resource, read again when the action is over. */
  readonly send: <Result>(
    id: string,
    name: string,
    apiVersion: string,
    body: Json | undefined,
  ) => PollerLike<OperationState<Result>, Result>
  /** Whether the state of a poller is that of an action. */
  readonly isOne: (state: string) => boolean
  /** The poller of an action that was sent before, maybe by another process. */
  readonly restore: <Result>(state: string) => PollerLike<OperationState<Result>, Result>
}

/**
 * Over the pipeline of an SDK's client, so that an action is signed, timed and reported as every other call. What an
 * action answers is dropped: nothing of ours needs it, and that of one kind of action is a private key.
 */
export function actionsOver(
  pipeline: Pipeline,
  { endpoint, httpClient, tlsOptions }: { endpoint: string; httpClient: HttpClient; tlsOptions?: { ca: string } },
): Actions {
  async function call<Result>(method: HttpMethods, url: string, body?: Json): Promise<OperationResponse<Result>> {
    const request = createPipelineRequest({
      url,
      method,
      headers: createHttpHeaders({ accept: 'application/json' }),
      ...(tlsOptions === undefined ? {} : { tlsSettings: tlsOptions }),
    })
    if (body !== undefined) {
      request.headers.set('content-type', 'application/json')
      request.body = JSON.stringify(body)
    }
    const { status, headers, bodyAsText } = await pipeline.sendRequest(httpClient, request)
    // Without the answer: it is read where all answers of a conversation are.
    if (status >= 400) throw new RestError(`Azure answered ${status}`, { statusCode: status })
    const answer = bodyAsText ? JSON.parse(bodyAsText) : undefined
    return {
      flatResponse: answer,
      rawResponse: { statusCode: status, request: { method, url }, headers: headers.toJSON(), body: answer },
    }
  }

  function poller<Result>(url: string, body: Json | undefined, restoreFrom?: string) {
    return createHttpPoller<Result, OperationState<Result>>(
      { sendInitialRequest: () => call('POST', url, body), sendPollRequest: (path) => call('GET', path) },
      {
        // An operation has a place for its result beside it. It is the resource that is wanted.
        skipFinalGet: true,
        processResult: async () => (await call<Result>('GET', resourceOf(url))).flatResponse,
        ...(restoreFrom === undefined ? {} : { restoreFrom }),
      },
    )
  }

  return {
    send: (id, name, apiVersion, body) =>
      poller(new URL(`${id}/${name}?api-version=${apiVersion}`, endpoint).href, body),
    isOne: (state) => configOf(state).requestMethod === 'POST',
    restore: (state) => poller(configOf(state).initialRequestUrl, undefined, state),
  }
}

/** The address of the resource whose action has this address. */
function resourceOf(url: string): string {
  return url.replace(/\/[^/?]+(?=\?)/, '')
}

interface PollerConfig {
  readonly requestMethod: string
  readonly initialRequestUrl: string
}

function configOf(state: string): PollerConfig {
  const { requestMethod = '', initialRequestUrl = '' } = JSON.parse(state).state?.config ?? {}
  return { requestMethod, initialRequestUrl }
}
