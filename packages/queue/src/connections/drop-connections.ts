import type { Connected } from '../backends/backend.ts'
import { settlesWithin } from './settles-within.ts'

const patienceMs = 500

/**
 * Drops the connections of a BullMQ queue or worker without asking the store. Does nothing to closed ones.
 * It belongs after every polite `close`, which says goodbye first: that hangs with a store that hangs, and without a
 * connection it fails and leaves a Redis client behind that reconnects for ever.
 */
export async function dropConnections(connected: Connected): Promise<void> {
  const backend = connected.getBackend()
  // Both: `close(true)` is without effect when a polite close has begun, and `disconnect` waits for a first connection.
  await settlesWithin(patienceMs, Promise.allSettled([backend.close(true), backend.disconnect()]))
}
