import { setTimeout as pause } from 'node:timers/promises'
import type { Connected } from '../backends/backend.ts'
import { asError } from './as-error.ts'
import { dropConnections } from './drop-connections.ts'
import { retryDelayMs } from './retry-delay-ms.ts'

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
