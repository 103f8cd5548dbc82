import type { OperationState, PollerLike } from '@azure/core-lro'
import type { Standing } from './standing.ts'

/**
 * Waits until a write of a modular SDK was sent, and says how it stands.
 *
 * A poller of these SDKs is a promise of the end: to `await` it, or to return it from an async function, would poll
 * and sleep until Azure is done. So a kind hands it over here at once.
 */
export async function longRunning<Result>(
  poller: PollerLike<OperationState<Result>, Result>,
): Promise<Standing<Result>> {
  await poller.submitted()
  return standingOf(poller)
}

/** Asks once how a write stands that was sent before, maybe by another process. */
export async function pollOnce<Result>(poller: PollerLike<OperationState<Result>, Result>): Promise<Standing<Result>> {
  await poller.poll()
  return standingOf(poller)
}

async function standingOf<Result>(poller: PollerLike<OperationState<Result>, Result>): Promise<Standing<Result>> {
  if (!poller.isDone) return { done: false, state: await poller.serialize() }
  // Done already, so this sends nothing: it gives the result, or throws why there is none.
  return { done: true, result: await poller }
}
