import { createHttpPoller, type OperationState, type PollerLike } from '@azure/core-lro'
import type { Json } from '@palisade/contract'
import type { Send } from './send-over.ts'

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

/** What an action answers is dropped: nothing of ours needs it, and that of one kind of action is a private key. */
export function actionsOver(send: Send, endpoint: string): Actions {
  function poller<Result>(url: string, body: Json | undefined, restoreFrom?: string) {
    return createHttpPoller<Result, OperationState<Result>>(
      { sendInitialRequest: () => send('POST', url, body), sendPollRequest: (path) => send('GET', path) },
      {
        // An operation has a place for its result beside it. It is the resource that is wanted.
        skipFinalGet: true,
        processResult: async () => (await send<Result>('GET', resourceOf(url))).flatResponse,
        ...(restoreFrom === undefined ? {} : { restoreFrom }),
      },
    )
  }

  return {
    send: (id, name, apiVersion, body) =>
      poller(new URL(`${id}/${name}?api-version=${apiVersion}`, endpoint).href, body),
    isOne: (state) => pollerConfigOf(state).requestMethod === 'POST',
    restore: (state) => poller(pollerConfigOf(state).initialRequestUrl, undefined, state),
  }
}

/** The address of the resource whose action has this address. */
function resourceOf(url: string): string {
  return url.replace(/\/[^/?]+(?=\?)/, '')
}

/** What the state of a poller says of the request that began it. */
export function pollerConfigOf(state: string): { readonly requestMethod: string; readonly initialRequestUrl: string } {
  const { requestMethod = '', initialRequestUrl = '' } = JSON.parse(state).state?.config ?? {}
  return { requestMethod, initialRequestUrl }
}
