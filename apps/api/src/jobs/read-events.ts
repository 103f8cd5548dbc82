import type { EventList, JobView } from '@palisade/contract'
import { listEvents } from '@palisade/store'
import type { ApiParts } from '../api-parts.ts'
import { eventView } from '../views/event-view.ts'

/**
 * A part of a job's events. `done` is true when none will follow: the job is read before its events, so that one that
 * is written in between is either in the list or known to be missing.
 */
export async function readEvents(
  { store }: ApiParts,
  job: JobView,
  page: { after: number; limit: number },
): Promise<EventList> {
  const events = await listEvents(store, { jobId: job.id, ...page })
  const last = events.at(-1)?.sequence ?? page.after
  return { items: events.map(eventView), done: job.done && last >= job.lastEvent }
}
