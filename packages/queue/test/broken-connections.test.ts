import { type TemporaryDatabase, temporaryDatabase } from '@palisade/testkit'
import { PostgresQueueBackend } from 'bullmq'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { postgresBackend } from '../src/backends/postgres.ts'

let database: TemporaryDatabase
beforeAll(async () => {
  database = await temporaryDatabase()
})
afterAll(() => database.drop())

// BullMQ listens to its clients only after they have connected, and takes its listeners off before it ends them.
test('no connection of the queue ends the process when it breaks while nobody listens to it', async () => {
  const opened = postgresBackend(database.url)
  const sender = opened.openSender()
  const receiver = opened.openReceiver(async () => {}, 1)
  for (const one of [sender, receiver]) one.on('error', () => {})
  for (const one of [sender, receiver]) {
    const backend = one.getBackend()
    if (!(backend instanceof PostgresQueueBackend)) throw new Error('not on Postgres')
    const { connection } = backend
    const pooled = await connection.pool.connect()
    for (const client of [await connection.getListenClient(), pooled]) {
      client.removeAllListeners()
      expect(Reflect.apply(Reflect.get(client, 'emit'), client, ['error', new Error('Connection terminated')])).toBe(
        false,
      )
    }
    pooled.release(true)
    await one.close()
  }
})
