import { hostname } from 'node:os'
import { type Fleet, predecessorsOf, registerWorker, renewWorker, retireWorker, type Store } from '@palisade/store'
import type { Logger } from 'pino'

/** After this time without a renewal, other workers take the jobs of a worker, in milliseconds. */
export const leaseMs = 12_000

/** How often it is renewed, in milliseconds. */
const renewEveryMs = 3_000

/** So long before its lease ends a worker stops by itself, whether or not it could ask the database, in milliseconds. */
const marginMs = 2_000

/** This worker may not act any more: its jobs may be others' by now. Nothing was sent. */
export class LeaseEnded extends Error {
  constructor() {
    super('The lease of this worker has ended.')
    this.name = 'LeaseEnded'
  }
}

/**
 * The right of a worker to advance its jobs, until a time. It is the worker's and not a step's, so it costs one statement
 * every few seconds whatever the worker does. Time is taken when a renewal is sent, never when it is answered, and by
 * a clock that goes on while the process is stopped.
 */
export class WorkerLease {
  readonly #store: Store
  readonly #log: Logger
  readonly #name: string
  readonly #onLost: () => void
  readonly #onRenewed: (fleet: Fleet) => void
  readonly #jobs: () => number
  #id = 0n
  #deadline = 0
  #timer: NodeJS.Timeout | undefined
  #deadlineTimer: NodeJS.Timeout | undefined
  #renewal: Promise<void> = Promise.resolve()
  #isClosed = false

  /**
   * @param options `jobs`: how many the worker has. `onLost`: the worker has to forget all its jobs. `onRenewed` learns of
   *   the other workers, after each renewal.
   */
  constructor(options: {
    readonly store: Store
    readonly log: Logger
    readonly name: string
    readonly jobs: () => number
    readonly onLost: () => void
    readonly onRenewed: (fleet: Fleet) => void
  }) {
    this.#store = options.store
    this.#log = options.log
    this.#name = options.name
    this.#jobs = options.jobs
    this.#onLost = options.onLost
    this.#onRenewed = options.onRenewed
  }

  /** The worker's fencing number. */
  get id(): bigint {
    return this.#id
  }

  get isHeld(): boolean {
    return performance.now() < this.#deadline
  }

  /** @throws LeaseEnded when the worker may not act any more. Asked right before each call to Azure is sent. */
  readonly assertHeld = (): void => {
    if (!this.isHeld) throw new LeaseEnded()
  }

  /** Registers the worker, and takes the jobs of predecessors on this machine whose processes have ended. */
  async open(): Promise<void> {
    const host = hostname()
    const dead = (await predecessorsOf(this.#store, this.#name, host)).filter((pid) => !isAlive(pid))
    if (dead.length > 0) this.#log.info({ processes: dead }, 'taking up what a predecessor of this name had in hand')
    await this.#register(dead)
    this.#schedule()
  }

  /** Gives everything back. Answers the jobs that the worker still had. */
  async close(): Promise<string[]> {
    this.#isClosed = true
    clearTimeout(this.#timer)
    await this.#renewal
    clearTimeout(this.#deadlineTimer)
    const left = await retireWorker(this.#store, this.#id)
    this.#deadline = 0
    return left
  }

  async #register(deadPids: readonly number[]): Promise<void> {
    const sentAt = performance.now()
    const worker = { name: this.#name, host: hostname(), pid: process.pid, leaseMs }
    this.#id = await registerWorker(this.#store, worker, deadPids)
    this.#extend(sentAt)
  }

  #extend(sentAt: number): void {
    this.#deadline = sentAt + leaseMs - marginMs
    this.#watchDeadline()
  }

  #watchDeadline(): void {
    clearTimeout(this.#deadlineTimer)
    this.#deadlineTimer = setTimeout(() => this.#end(), this.#deadline - performance.now())
  }

  #end(): void {
    if (this.isHeld) {
      // A timer may come a little early.
      this.#watchDeadline()
      return
    }
    this.#log.warn('the lease has ended without a renewal; other workers go on')
    this.#deadline = 0
    this.#onLost()
  }

  #schedule(): void {
    if (this.#isClosed) return
    this.#timer = setTimeout(() => {
      this.#renewal = this.#renew().finally(() => this.#schedule())
    }, renewEveryMs)
  }

  async #renew(): Promise<void> {
    const sentAt = performance.now()
    try {
      // What has ended here has ended for good. PostgreSQL may still renew it, but its jobs were dropped, and under the
      // old number nobody would take them up again.
      const fleet = this.isHeld ? await renewWorker(this.#store, this.#id, { leaseMs, jobs: this.#jobs() }) : undefined
      if (this.#isClosed) return
      if (fleet === undefined || !this.isHeld) {
        this.#log.warn({ worker: String(this.#id) }, 'the lease is lost; beginning again under a new number')
        this.#deadline = 0
        this.#onLost()
        await retireWorker(this.#store, this.#id)
        await this.#register([])
        return
      }
      this.#extend(sentAt)
      this.#onRenewed(fleet)
    } catch (error) {
      this.#log.warn({ err: error }, 'the lease could not be renewed')
    }
  }
}

/** Whether a process of this machine lives. One with our own number is ourselves, so a predecessor with it is dead. */
function isAlive(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // We may not signal it, so it is alive and runs as another user.
    return typeof error === 'object' && error !== null && 'code' in error && error.code === 'EPERM'
  }
}
