import { setTimeout as pause } from 'node:timers/promises'
import {
  type BackendFactory,
  createPostgresBackend,
  type PostgresConnectionOptions,
  type PostgresQueueBackend,
} from 'bullmq'

/** How we connect: what the URL says, and what a wake-up call does not need. */
export interface PostgresConnection {
  readonly connectionString: string
  readonly options: string
  readonly application_name: string
  readonly keepAlive: true
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
  }
}

const errorPauseMs = 500
const longestWaitS = 10

/**
 * BullMQ's Postgres backend for a worker, with two of its habits changed.
 *
 * A failed fetch is tried again at once unless the error says ECONNREFUSED, so that a Postgres which is starting,
 * stopping or full is asked thousands of times a second. We pause first.
 *
 * After an error it may wait an hour for the next notification. Should that one be lost, wake-ups would wait for
 * as long, so we look at least every 10 s, as it does on Redis.
 */
export const calmPostgresBackend: BackendFactory<PostgresQueueBackend, PostgresConnectionOptions> = (...args) => {
  const backend = createPostgresBackend(...args)
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
