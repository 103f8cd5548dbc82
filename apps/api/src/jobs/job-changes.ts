import { type Store, watchJobs } from '@palisade/store'
import type { FastifyBaseLogger } from 'fastify'

/** How often the database is asked again to be listened to, in milliseconds. */
const reconnectMs = 5_000

/** Who waits for a change of which job, on the one connection of this process that listens to the database. */
export class JobChanges {
  readonly #waiting = new Map<string, Set<() => void>>()
  readonly #store: Store
  readonly #log: FastifyBaseLogger
  #watch: { close(): Promise<void> } | undefined
  #timer: NodeJS.Timeout | undefined
  #isClosed = false

  constructor(store: Store, log: FastifyBaseLogger) {
    this.#store = store
    this.#log = log
  }

  /**
   * Begins to listen. Without a database it tries again later by itself: until then changes are seen when the streams
   * read for themselves, every two seconds.
   */
  async open(): Promise<void> {
    try {
      const watch = await watchJobs(this.#store, (jobId) => this.#wake(jobId))
      if (this.#isClosed) await watch.close()
      else this.#watch = watch
    } catch (error) {
      this.#log.warn({ err: error }, 'the database cannot be listened to; trying again')
      if (!this.#isClosed) this.#timer = setTimeout(() => void this.open(), reconnectMs).unref()
    }
  }

  /**
   * Waits for the next change of a job from now on: `settled` ends at a change, after `waitMs`, or with the signal.
   * To be begun before the job is read, so that no change falls between; `cancel` where the wait is not wanted then.
   */
  next(jobId: string, waitMs: number, signal: AbortSignal): { settled: Promise<void>; cancel: () => void } {
    const { promise, resolve } = Promise.withResolvers<void>()
    const waiting = this.#waiting.get(jobId) ?? new Set()
    const timer = setTimeout(() => cancel(), waitMs)
    const cancel = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', cancel)
      waiting.delete(cancel)
      if (waiting.size === 0) this.#waiting.delete(jobId)
      resolve()
    }
    this.#waiting.set(jobId, waiting.add(cancel))
    signal.addEventListener('abort', cancel)
    if (signal.aborted) cancel()
    return { settled: promise, cancel }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#timer)
    await this.#watch?.close()
  }

  #wake(jobId: string): void {
    for (const wake of [...(this.#waiting.get(jobId) ?? [])]) wake()
  }
}
