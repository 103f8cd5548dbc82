import { type TemporaryDatabase, temporaryDatabase } from '@palisade/testkit'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isDatabaseAway, openStore, type Store, watchJobs } from '../src/index.ts'
import { transaction } from '../src/transaction.ts'

let database: TemporaryDatabase
let store: Store
beforeEach(async () => {
  database = await temporaryDatabase()
  store = openStore({ databaseUrl: database.url, applicationName: 'test' })
})
afterEach(async () => {
  await store.close()
  await database.drop()
})

/** Ends connections as a restart of the server does. */
async function terminate(applicationName: string): Promise<number> {
  const admin = new pg.Client({ connectionString: database.url })
  await admin.connect()
  const { rowCount } = await admin.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1',
    [applicationName],
  )
  await admin.end()
  return rowCount ?? 0
}

test('a connection that is ended between two statements fails its transaction, and nothing else', async () => {
  const failing = transaction(store, async (tx) => {
    await tx.query('SELECT 1')
    await terminate('test')
    await tx.query('SELECT 1')
  })
  await expect(failing).rejects.toSatisfy((error) => isDatabaseAway(error))
  await store.ping()
})

test('a watcher whose connection was ended listens again, with one connection', async () => {
  const seen: string[] = []
  const watch = await watchJobs(store, (jobId) => seen.push(jobId))
  expect(await terminate('palisade-watch')).toBe(1)
  await expect
    .poll(
      async () => {
        await store.pool.query(`SELECT pg_notify('palisade_job', 'job_x')`)
        return seen.length
      },
      { timeout: 10_000 },
    )
    .toBeGreaterThan(0)
  expect(await terminate('palisade-watch')).toBe(1)
  await watch.close()
})
