import { setTimeout as pause } from 'node:timers/promises'
import type { Connected } from '../backends/backend.ts'
import { asError, settlesWithin } from './settle.ts'

const longestDelayMs = 2_000
const dropTimeoutMs = 500

/**
 * How long to wait before connecting again, in milliseconds, after so many failures: doubling from 100 ms to 2 s,
 * of which a random half, so that a fleet does not return in one wave. BullMQ's own would wait up to 20 s.
 */
export function retryDelayMs(failures: number): number {
  const full = Math.min(longestDelayMs, 50 * 2 ** failures)
  return Math.round(full * (0.5 + Math.random() / 2))
}

/**
 * Opens a BullMQ queue or worker and tries again for as long as its store is away; undefined when aborted first.
 * A BullMQ object whose first connection failed never recovers on Postgres, so each try makes a new one.
 */
export async function openWhenReachable<T extends Connected>(
  create: () => T,
  onError: (error: Error) => void,
  signal: AbortSignal,
): Promise<T | undefined> {
  const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
  for (let failures = 1; !signal.aborted; failures++) {
    const opened = create()
    opened.on('error', onError)
    try {
      await Promise.race([opened.waitUntilReady(), aborted])
      if (!signal.aborted) return opened
    } catch (error) {
      onError(asError(error))
    }
    await dropConnections(opened)
    await pause(retryDelayMs(failures), undefined, { signal }).catch(() => {})
  }
  return undefined
}

/**
 * Drops the connections of a BullMQ queue or worker without asking the store. Does nothing to closed ones.
 * It belongs after every polite `close`, which says goodbye first: that hangs with a store that hangs, and without a
 * connection it fails and leaves a Redis client behind that reconnects for ever.
 */
export async function dropConnections(connected: Connected): Promise<void> {
  const backend = connected.getBackend()
  // Both: `close(true)` is without effect when a polite close has begun, and `disconnect` waits for a first connection.
  await settlesWithin(dropTimeoutMs, Promise.allSettled([backend.close(true), backend.disconnect()]))
}
