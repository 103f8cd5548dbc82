import type { TickQueue } from '@palisade/queue'
import { findOverdueSteps, type Store } from '@palisade/store'
import type { Logger } from 'pino'

/** How late a step may be before it counts as overlooked: ticks that are on their way get there first. */
const graceMs = 1_000
const everyMs = 2_000
const atOnce = 500
/** Without a queue, this worker alone goes on with so many steps at a time. */
const byHandAtOnce = 16

/**
 * Looks now and then for steps that should have been advanced and wakes them: their tick was lost with the queue, or
 * their worker died. While the queue is away it advances them itself. Any number of workers may sweep; a step that is
 * woken twice is advanced once.
 */
export function startSweeper(options: {
  store: Store
  queue: TickQueue
  log: Logger
  runTick: (stepId: string) => Promise<void>
  /** Called after each round that reached the database, with what it found overlooked. */
  onRound: (overdue: number) => void
}): { stop(): Promise<void> } {
  const { store, queue, log } = options
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let round: Promise<void> = Promise.resolve()

  const sweep = async (): Promise<void> => {
    try {
      const overdue = await findOverdueSteps(store, graceMs, atOnce)
      options.onRound(overdue.length)
      if (overdue.length > 0) await wake(overdue)
    } catch (error) {
      log.warn({ err: error }, 'the sweep broke off')
    }
    if (!stopped) timer = setTimeout(() => (round = sweep()), everyMs)
  }
  const wake = async (overdue: string[]): Promise<void> => {
    log.info({ steps: overdue.length }, 'waking steps that were overlooked')
    if (await queue.wake(overdue.map((stepId) => ({ stepId, delayMs: 0 })))) return
    log.warn('the queue does not take them; going on without it')
    await Promise.all(overdue.slice(0, byHandAtOnce).map(options.runTick))
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
