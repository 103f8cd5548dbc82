import type { TickQueue } from '@palisade/queue'
import type { Store } from '@palisade/store'
import type { EventStreams } from './jobs/event-streams.ts'
import type { JobChanges } from './jobs/job-changes.ts'

/** What the routes work with. */
export interface ApiParts {
  readonly store: Store
  readonly queue: TickQueue
  readonly changes: JobChanges
  readonly streams: EventStreams
  readonly now: () => Date
}
