import { setTimeout as pause } from 'node:timers/promises'
import type { BackendFactory, PostgresConnectionOptions, PostgresQueueBackend } from 'bullmq'
import { createCalmBackend } from './calm-client.ts'

const errorPauseMs = 500
const longestWaitS = 10

/**
 * BullMQ's Postgres backend for a worker, with two of its habits changed.
 *
 * A failed fetch is tried again at once unless the error says ECONNREFUSED, so that a Postgres which is starting,
 * stopping or full is asked thousands of times a second. We pause first.
 *
 * After an error it may wait an hour for the next notification. Should that one be lost, ticks would lie about for
 * as long, so we look at least every 10 s, as it does on Redis.
 */
export const calmPostgresBackend: BackendFactory<PostgresQueueBackend, PostgresConnectionOptions> = (...args) => {
  const backend = createCalmBackend(...args)
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
