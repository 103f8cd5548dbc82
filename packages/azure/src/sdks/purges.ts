import { createHttpPoller, type OperationState, type PollerLike } from '@azure/core-lro'
import { pollerConfigOf } from './actions.ts'
import type { Send } from './send-over.ts'

const flag = 'forceToPurge=true'

/** Deletes resources for good, by a flag for which the SDK has no place in its delete by id. */
export interface Purges {
  readonly send: (id: string, apiVersion: string) => PollerLike<OperationState<unknown>, unknown>
  /** Whether the state of a poller is that of such a delete. */
  readonly isOne: (state: string) => boolean
  /** The poller of one that was sent before, maybe by another process. */
  readonly restore: <Result>(state: string) => PollerLike<OperationState<Result>, Result>
}

export function purgesOver(send: Send, endpoint: string): Purges {
  function poller<Result>(url: string, restoreFrom?: string) {
    return createHttpPoller<Result, OperationState<Result>>(
      { sendInitialRequest: () => send('DELETE', url), sendPollRequest: (path) => send('GET', path) },
      { skipFinalGet: true, ...(restoreFrom === undefined ? {} : { restoreFrom }) },
    )
  }
  return {
    send: (id, apiVersion) => poller(new URL(`${id}?api-version=${apiVersion}&${flag}`, endpoint).href),
    isOne: (state) => pollerConfigOf(state).initialRequestUrl.includes(flag),
    restore: (state) => poller(pollerConfigOf(state).initialRequestUrl, state),
  }
}
