import type { TickQueue } from '@palisade/queue'
import { findOverdueSteps, type Store } from '@palisade/store'
import type { Logger } from 'pino'

/** How late a step may be before it counts as overlooked: ticks that are on their way get there first. */
const graceMs = 1_000
const everyMs = 2_000
const atOnce = 500

/**
 * Looks now and then for steps that should have been advanced and wakes them: their tick was lost with the queue, or
 * their worker died. Any number of workers may sweep; a step that is woken twice is advanced once.
 */
export function startSweeper(options: {
  store: Store
  queue: TickQueue
  log: Logger
  /** Called after each round that reached the database: the sign that this worker lives. */
  onRound: () => void
}): { stop(): Promise<void> } {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let round: Promise<void> = Promise.resolve()

  const sweep = async (): Promise<void> => {
    try {
      const overdue = await findOverdueSteps(options.store, graceMs, atOnce)
      if (overdue.length > 0) {
        options.log.info({ steps: overdue.length }, 'woke steps that were overlooked')
        await options.queue.wake(overdue.map((stepId) => ({ stepId, delayMs: 0 })))
      }
      options.onRound()
    } catch (error) {
      options.log.warn({ err: error }, 'the sweep did not reach the database')
    }
    if (!stopped) timer = setTimeout(() => (round = sweep()), everyMs)
  }
  round = sweep()

  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await round
    },
  }
}
