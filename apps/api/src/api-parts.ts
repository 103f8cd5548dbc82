import type { Cloud } from '@palisade/facts'
import type { WakeQueue } from '@palisade/queue'
import type { Store } from '@palisade/store'
import type { JobChanges } from './jobs/job-changes.ts'

/** What the routes work with. */
export interface ApiParts {
  readonly store: Store
  readonly queue: WakeQueue
  /** The cloud that workspaces are made in. */
  readonly cloud: Cloud
  readonly changes: JobChanges
  readonly now: () => Date
}
