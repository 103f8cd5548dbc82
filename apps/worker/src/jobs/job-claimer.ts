import { type ClaimedJob, claimJobs, type Fleet, releaseJobs, releaseUnknownJobs, type Store } from '@palisade/store'
import type { Logger } from 'pino'
import type { WorkerLease } from '../lease/worker-lease.ts'
import type { JobPool } from './job-pool.ts'

/** So many jobs are claimed in one statement. */
const batch = 100

/** After jobs have left a full pool, this long is waited for more to leave, in milliseconds. */
const refillAfterMs = 200

/**
 * Which jobs this worker takes. Those that it is woken for, as long as it has room; and after each renewal of its lease
 * those that nobody has, up to its share of all. A worker that has more than its share gives some away, so that one
 * that joins gets its own. PostgreSQL decides who gets a job, so none is taken twice.
 */
export class JobClaimer {
  readonly #store: Store
  readonly #pool: JobPool
  readonly #lease: WorkerLease
  readonly #log: Logger
  readonly #jobsAtMost: number
  #wanted = new Map<string, PromiseWithResolvers<void>>()
  #isScheduled = false
  /** More may wait than this worker had room for. */
  #isBehind = false
  /** A claim or a release has failed, so PostgreSQL may count jobs as this worker's that it does not have. */
  #isInDoubt = false
  #refill: NodeJS.Timeout | undefined
  #isClosed = false
  #work: Promise<void> = Promise.resolve()

  constructor(options: {
    readonly store: Store
    readonly pool: JobPool
    readonly lease: WorkerLease
    readonly log: Logger
    readonly jobsAtMost: number
  }) {
    this.#store = options.store
    this.#pool = options.pool
    this.#lease = options.lease
    this.#log = options.log
    this.#jobsAtMost = options.jobsAtMost
  }

  /**
   * Takes a job that this worker was woken for, if it has room and nobody else has it. Many at once cost one statement.
   * @returns `full` when another worker should be woken instead.
   */
  async wake(jobId: string): Promise<'taken' | 'full'> {
    if (this.#isClosed) return 'full'
    if (this.#pool.has(jobId)) return 'taken'
    if (this.#room() <= 0) {
      this.#isBehind = true
      return 'full'
    }
    const wanted = this.#wanted.get(jobId) ?? Promise.withResolvers<void>()
    this.#wanted.set(jobId, wanted)
    if (!this.#isScheduled) {
      this.#isScheduled = true
      setImmediate(() => this.#after(async () => await this.#claimWanted()))
    }
    await wanted.promise
    return 'taken'
  }

  /** Takes what nobody has, or gives away what is too much, after a renewal of the lease. */
  balance({ workers, jobs }: Fleet): void {
    this.#after(async () => {
      await this.#settleDoubt()
      const share = Math.ceil(jobs / workers)
      const tooMany = this.#pool.size - share
      if (tooMany > Math.max(2, share / 10)) {
        const ids = this.#pool.giveAway(tooMany)
        if (ids.length > 0) this.#log.info({ jobs: ids.length, workers }, 'giving jobs away to other workers')
        await releaseJobs(this.#store, this.#lease.id, ids)
      } else await this.#claimOldest(Math.min(share, this.#jobsAtMost) - this.#pool.size)
    })
  }

  /** A job has left the pool. */
  readonly noteLeft = (): void => {
    if (!this.#isBehind || this.#isClosed) return
    this.#refill ??= setTimeout(() => {
      this.#refill = undefined
      this.#after(async () => await this.#claimOldest(this.#room()))
    }, refillAfterMs)
  }

  /** Takes nothing any more. Resolves when what was being claimed is in the pool. */
  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#refill)
    await this.#work
  }

  #room(): number {
    return this.#jobsAtMost - this.#pool.size
  }

  /** One after the other: two claims at once would both use the same room. */
  #after(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch((error: unknown) => {
      this.#isInDoubt = true
      this.#log.warn({ err: error }, 'no jobs could be claimed')
    })
  }

  async #settleDoubt(): Promise<void> {
    if (!this.#isInDoubt) return
    // Nothing is being claimed meanwhile, so what the pool does not know was lost on the way.
    await releaseUnknownJobs(this.#store, this.#lease.id, this.#pool.ids())
    this.#isInDoubt = false
  }

  async #claimWanted(): Promise<void> {
    this.#isScheduled = false
    const wanted = this.#wanted
    this.#wanted = new Map()
    try {
      const ids = [...wanted.keys()]
      const claimed = ids.slice(0, Math.max(0, this.#room()))
      if (claimed.length < ids.length) this.#isBehind = true
      for (let at = 0; at < claimed.length; at += batch) await this.#claim({ ids: claimed.slice(at, at + batch) })
    } finally {
      for (const { resolve } of wanted.values()) resolve()
    }
  }

  async #claimOldest(count: number): Promise<void> {
    this.#isBehind = false
    for (let left = count; left > 0 && !this.#isClosed; left -= batch) {
      const claimed = await this.#claim({ oldest: Math.min(batch, left) })
      if (claimed < Math.min(batch, left)) return
    }
    this.#isBehind = this.#room() <= 0
  }

  async #claim(wanted: Parameters<typeof claimJobs>[2]): Promise<number> {
    if (!this.#lease.isHeld || this.#isClosed) return 0
    const id = this.#lease.id
    const claimed: ClaimedJob[] = await claimJobs(this.#store, id, wanted)
    // Under another number they no longer belong to this worker: the next worker that renews its lease gives them up.
    if (id === this.#lease.id) this.#pool.take(claimed)
    return claimed.length
  }
}
