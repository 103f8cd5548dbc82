import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import type { Store } from '../open-store.ts'

/**
 * Calls `onChange` with the id of each job that got an event, in any process. One connection of its own, taken again
 * when it breaks; what happens in between is missed, so a watcher also reads for itself now and then.
 */
export async function watchJobs(store: Store, onChange: (jobId: string) => void): Promise<{ close(): Promise<void> }> {
  let closed = false
  let client: pg.Client | undefined

  const connect = async (): Promise<void> => {
    const { connectionString } = store.pool.options
    client = new pg.Client({ connectionString, application_name: 'palisade-watch', keepAlive: true })
    client.on('notification', (message) => {
      if (message.payload !== undefined) onChange(message.payload)
    })
    client.on('error', () => {})
    client.on('end', () => void reconnect())
    await client.connect()
    await client.query('LISTEN palisade_job')
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
      await client?.end()
    },
  }
}
