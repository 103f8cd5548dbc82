import { findJobPosition, listEvents } from '@palisade/store'
import type { ApiParts } from '../api-parts.ts'
import { eventView } from '../views/event-view.ts'
import { doneFrame, eventFrame, heartbeatFrame, retryFrame } from './event-frames.ts'
import type { JobChanges } from './job-changes.ts'

/** The database may forget to call: each stream reads for itself this often, in milliseconds. */
const rereadMs = 2_000

/** A stream is never silent for longer than this and one reread, in milliseconds. */
const heartbeatMs = 10_000

/** How many events are read at once; the rest follows when the client has taken these. */
const batch = 100

/**
 * A job's events as Server-Sent Events, those that are there and those that come, until the job is done or the signal
 * ends it. It is pulled: while a client does not read, nothing is read for it.
 */
export async function* streamEvents(
  parts: Pick<ApiParts, 'store' | 'now'> & { readonly changes: Pick<JobChanges, 'next'> },
  jobId: string,
  from: number,
  signal: AbortSignal,
): AsyncGenerator<string> {
  let after = from
  let isFirst = true
  let lastSent = parts.now().getTime()
  yield retryFrame
  while (!signal.aborted) {
    const change = parts.changes.next(jobId, rereadMs, signal)
    try {
      const events = await listEvents(parts.store, { jobId, after, limit: batch })
      for (const event of events) {
        yield eventFrame(eventView(event))
        after = event.sequence
        lastSent = parts.now().getTime()
      }
      if (events.length === batch) continue
      // A job ends together with an event, so it has not ended while there is none.
      if (isFirst || events.length > 0) {
        const position = await findJobPosition(parts.store, jobId)
        if (position === null || (position.isDone && position.lastEvent <= after)) return yield doneFrame
      }
      isFirst = false
      await change.settled
    } finally {
      change.cancel()
    }
    if (parts.now().getTime() - lastSent >= heartbeatMs) {
      yield heartbeatFrame
      lastSent = parts.now().getTime()
    }
  }
}
