import type { EventView } from '@palisade/contract'
import type { EventRecord } from '@palisade/store'

/** One change of state as its watcher sees it. */
export function eventView(event: EventRecord): EventView {
  return {
    sequence: event.sequence,
    type: event.type,
    time: event.time.toISOString(),
    jobId: event.jobId,
    ...(event.step === null ? {} : { step: event.step }),
    message: event.message,
    data: event.data,
  }
}
