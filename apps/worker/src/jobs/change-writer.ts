import type { JobChange } from '@palisade/engine'
import {
  type ChangeConnection,
  connectForChanges,
  isDatabaseAway,
  type Store,
  type Write,
  type Written,
} from '@palisade/store'
import type { Logger } from 'pino'
import { mergeWrites } from './merge-writes.ts'

/** The job is another worker's by now. Not an error to repair: a reason to stop at once and write nothing. */
export class JobLost extends Error {
  constructor(jobId: string) {
    super(`The job ${jobId} is not this worker's any more.`)
    this.name = 'JobLost'
  }
}

/** Nobody knows whether the change was written, or what is written is not what this worker believed: read the job again. */
export class WriteInDoubt extends Error {
  constructor(jobId: string, cause?: unknown) {
    super(`The job ${jobId} has to be read again.`, { cause })
    this.name = 'WriteInDoubt'
  }
}

/** The database refuses the change for what it holds, and would do so for ever. Nothing of it is written. */
export class Unwritable extends Error {
  constructor(cause: unknown) {
    super('The change cannot be stored.', { cause })
    this.name = 'Unwritable'
  }
}

interface Pending {
  write: Write
  readonly waiting: { resolve(written: Written): void; reject(error: Error): void }[]
}

/** A deadlock is tried again so often. */
const triesAtMost = 5

/**
 * Writes the changes of all jobs of this worker, one group after the other: while a group is being committed, the next
 * one collects. So the more there is to write, the less each change costs, and a lone change waits for nothing.
 */
export class ChangeWriter {
  readonly #store: Store
  readonly #log: Logger
  readonly #workerId: () => bigint
  #pending = new Map<string, Pending>()
  #connection: ChangeConnection | undefined
  #isScheduled = false
  #running: Promise<void> = Promise.resolve()

  /** @param workerId the fencing number as it is at the time of each write. */
  constructor(store: Store, workerId: () => bigint, log: Logger) {
    this.#store = store
    this.#workerId = workerId
    this.#log = log
  }

  /**
   * Writes a change of a job. Changes of one job are written in the order in which they are given.
   * @throws JobLost, WriteInDoubt, Unwritable
   */
  write(change: JobChange, claims: Write['claims'] = []): Promise<Written> {
    const { promise, resolve, reject } = Promise.withResolvers<Written>()
    const own: Write = { change, claims }
    const pending = this.#pending.get(change.jobId)
    if (pending === undefined) this.#pending.set(change.jobId, { write: own, waiting: [{ resolve, reject }] })
    else {
      pending.write = mergeWrites(pending.write, own)
      pending.waiting.push({ resolve, reject })
    }
    if (!this.#isScheduled) {
      this.#isScheduled = true
      // After all that is ready now has been said.
      setImmediate(() => (this.#running = this.#writeAll()))
    }
    return promise
  }

  /** Waits until everything that was given is written, and gives the connection back. */
  async close(): Promise<void> {
    while (this.#isScheduled) {
      await new Promise(setImmediate)
      await this.#running
    }
    this.#connection?.release()
    this.#connection = undefined
  }

  async #writeAll(): Promise<void> {
    while (this.#pending.size > 0) {
      const group = this.#pending
      this.#pending = new Map()
      await this.#writeGroup([...group.values()])
    }
    this.#isScheduled = false
  }

  async #writeGroup(group: readonly Pending[]): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        this.#connection ??= await connectForChanges(this.#store)
        const writes = group.map(({ write }) => write)
        settle(group, await this.#connection.write(this.#workerId(), writes))
        return
      } catch (error) {
        const state = sqlState(error)
        // Deadlock and serialization failure: PostgreSQL asks to try again, and has written nothing.
        if ((state === '40P01' || state === '40001') && attempt < triesAtMost) continue
        // Class 22 and 23: what is to be written is not what the columns take. One of the group is to blame.
        if (state?.startsWith('22') === true || state?.startsWith('23') === true)
          return await this.#writeApart(group, error)
        if (!isDatabaseAway(error)) this.#log.error({ err: error }, 'a group of changes was not written')
        this.#dropConnection(error)
        for (const { write, waiting } of group) {
          for (const { reject } of waiting) reject(new WriteInDoubt(write.change.jobId, error))
        }
        return
      }
    }
  }

  /** Writes each job's change by itself, so that one that cannot be stored harms no other. */
  async #writeApart(group: readonly Pending[], cause: unknown): Promise<void> {
    if (group.length > 1) {
      for (const pending of group) await this.#writeGroup([pending])
      return
    }
    for (const { waiting } of group) for (const { reject } of waiting) reject(new Unwritable(cause))
  }

  #dropConnection(cause: unknown): void {
    this.#connection?.release(cause instanceof Error ? cause : new Error('the connection is in doubt'))
    this.#connection = undefined
  }
}

function settle(group: readonly Pending[], written: Written): void {
  for (const { write, waiting } of group) {
    const { jobId, steps } = write.change
    const isMine = written.jobIds.has(jobId)
    const isAsBelieved = (written.stepsOfJob.get(jobId) ?? 0) === steps.length
    for (const { resolve, reject } of waiting) {
      if (!isMine) reject(new JobLost(jobId))
      else if (!isAsBelieved) reject(new WriteInDoubt(jobId))
      else resolve(written)
    }
  }
}

function sqlState(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' && error.code.length === 5 ? error.code : undefined
}
