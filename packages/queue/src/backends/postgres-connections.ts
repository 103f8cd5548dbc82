import { EventEmitter } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import {
  type BackendFactory,
  createPostgresBackend,
  type PostgresConnectionOptions,
  type PostgresQueueBackend,
} from 'bullmq'
import { Client, type ClientConfig } from 'pg'

/** How we connect: what the URL says, and what a wake-up call does not need. */
export interface PostgresConnection {
  readonly connectionString: string
  readonly options: string
  readonly application_name: string
  readonly keepAlive: true
  /** For pools: what they make their connections with. */
  readonly Client: typeof SteadyClient
}

/**
 * A connection whose loss never ends the process. Node throws an error that nobody listens to, and neither pg's pools nor
 * BullMQ listen at every moment: not while a connection is checked out between two queries, just after it has connected,
 * or while it closes. Who uses a lost connection learns of it by the next query.
 */
export class SteadyClient extends Client {
  override emit(event: string | symbol, ...args: unknown[]): boolean {
    if (event === 'error' && this.listenerCount('error') === 0) {
      this.onUnheard(args[0])
      return false
    }
    return super.emit(event, ...args)
  }

  protected onUnheard(_error: unknown): void {}
}

/**
 * The connection on which BullMQ waits for notifications. BullMQ listens to its errors a moment after it has connected,
 * and keeps a connection that died in that moment for good: its worker never fetches again. So the error is repeated to the
 * first listener that comes.
 */
export class ListeningClient extends SteadyClient {
  #unheard: unknown

  constructor(config: ClientConfig) {
    super(config)
    // pg's types know no other events than its own.
    EventEmitter.prototype.on.call(this, 'newListener', (event) => {
      if (event !== 'error' || this.#unheard === undefined) return
      const error = this.#unheard
      this.#unheard = undefined
      // BullMQ notes which connection is its own right after it has begun to listen.
      queueMicrotask(() => this.emit('error', error))
    })
  }

  protected override onUnheard(error: unknown): void {
    this.#unheard = error
  }
}

/**
 * Commits of wake-ups do not wait for the disk. A crash of Postgres may then lose the wake-ups of its last half second,
 * never anything of the tables that are the truth: the setting holds for these connections only.
 * It halves the latency under load (decisions/0003-the-queue-wakes-jobs.md).
 */
const withoutSync = '-c synchronous_commit=off'

/**
 * Reads the connection from a URL. `options` in the URL moves out of it, because there it would replace the
 * search path that BullMQ puts into the same field.
 */
export function connectionOf(url: string): PostgresConnection {
  const parsed = new URL(url)
  const theirs = parsed.searchParams.get('options')
  parsed.searchParams.delete('options')
  return {
    connectionString: parsed.href,
    options: theirs === null ? withoutSync : `${theirs} ${withoutSync}`,
    application_name: 'palisade-queue',
    keepAlive: true,
    Client: SteadyClient,
  }
}

/** BullMQ's Postgres backend with connections that cannot end the process. */
export const steadyPostgresBackend: BackendFactory<PostgresQueueBackend, PostgresConnectionOptions> = (...args) => {
  const backend = createPostgresBackend(...args)
  // Its pool takes `Client` from the options. What it waits for notifications on, it makes from the module itself.
  Reflect.set(backend.connection, 'pgModule', { Client: ListeningClient })
  return backend
}

const errorPauseMs = 500
const longestWaitS = 10

/**
 * The same for a worker, with two of its habits changed.
 *
 * A failed fetch is tried again at once unless the error says ECONNREFUSED, so that a Postgres which is starting,
 * stopping or full is asked thousands of times a second. We pause first.
 *
 * After an error it may wait an hour for the next notification. Should that one be lost, wake-ups would wait for
 * as long, so we look at least every 10 s, as it does on Redis.
 */
export const calmPostgresBackend: BackendFactory<PostgresQueueBackend, PostgresConnectionOptions> = (...args) => {
  const backend = steadyPostgresBackend(...args)
  const moveToActive = backend.moveToActive.bind(backend)
  backend.moveToActive = async (token, name) => {
    try {
      return await moveToActive(token, name)
    } catch (error) {
      await pause(errorPauseMs)
      throw error
    }
  }
  Object.defineProperty(backend, 'maximumBlockTimeout', { value: longestWaitS })
  return backend
}
