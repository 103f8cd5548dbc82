import type { Gateway } from '@palisade/azure'
import type { CallBudget, TickQueue } from '@palisade/queue'
import type { Store } from '@palisade/store'
import type { Logger } from 'pino'

/** What a tick works with. */
export interface TickContext {
  readonly store: Store
  readonly queue: TickQueue
  readonly gateway: Gateway
  /** What Azure lets all workers do together. */
  readonly budget: CallBudget
  readonly log: Logger
  /** The worker's name, under which it takes leases. */
  readonly owner: string
  /** How many times faster than Azure the endpoint works; divides every wait of our own. */
  readonly timeScale: number
  /** From 0 to 1, for the spread of retries. */
  readonly random: () => number
}
