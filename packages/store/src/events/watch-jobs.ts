import { setTimeout as delay } from 'node:timers/promises'
import type pg from 'pg'
import { CalmClient } from '../calm-client.ts'
import type { Store } from '../open-store.ts'

/** How long a close waits for the server's part in it. */
const farewellMs = 500

/**
 * Calls `onChange` with the id of each job that got an event, in any process. One connection of its own, taken again
 * when it breaks; what happens in between is missed, so a watcher also reads for itself now and then.
 */
export async function watchJobs(store: Store, onChange: (jobId: string) => void): Promise<{ close(): Promise<void> }> {
  let closed = false
  let listening: pg.Client | undefined

  const connect = async (): Promise<void> => {
    const { connectionString } = store.pool.options
    const client = new CalmClient({
      connectionString,
      application_name: 'palisade-watch',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
    })
    client.on('notification', (message) => {
      if (message.payload !== undefined) onChange(message.payload)
    })
    try {
      await client.connect()
      await client.query('LISTEN palisade_job')
    } catch (error) {
      await client.end().catch(() => {})
      throw error
    }
    // Only now: a client that never connected ends as well, and would begin a second round of its own.
    client.once('end', () => void reconnect())
    listening = client
    if (closed) await client.end()
  }
  const reconnect = async (): Promise<void> => {
    while (!closed) {
      await delay(500)
      if (closed) return
      try {
        return await connect()
      } catch {
        // Not yet back; the next round tries again.
      }
    }
  }

  await connect()
  return {
    close: async () => {
      closed = true
      if (listening === undefined) return
      // A server that hangs never says goodbye, and a close would wait for it.
      await Promise.race([listening.end(), delay(farewellMs, undefined, { ref: false })])
      listening.connection.stream.destroy()
    },
  }
}
