import { Gate, type TemporaryDatabase, temporaryDatabase } from '@palisade/testkit'
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

test('a process whose connections are all ended again and again goes on', async () => {
  const watch = await watchJobs(store, () => {})
  let isOn = true
  const failures: unknown[] = []
  let answered = 0
  const asking = Array.from({ length: 6 }, async (_, index) => {
    while (isOn) {
      const work =
        index % 2 === 0
          ? store.pool.query('SELECT 1')
          : transaction(store, async (tx) => {
              await tx.query('SELECT 1')
              await tx.query('SELECT 2')
            })
      await work.then(
        () => (answered += 1),
        (error: unknown) => failures.push(error),
      )
    }
  })
  for (let round = 0; round < 20; round++) {
    const before = answered
    await terminate('test')
    await terminate('palisade-watch')
    await expect.poll(() => answered, { interval: 1, timeout: 30_000 }).toBeGreaterThan(before)
  }
  isOn = false
  await Promise.all(asking)
  await watch.close()
  expect(failures.length).toBeGreaterThan(0)
  expect(failures.filter((error) => !isDatabaseAway(error))).toEqual([])
}, 120_000)

// A client between two owners has no listener of either; a break at that moment ended the process.
test('a connection that breaks while nobody listens to it harms nobody', async () => {
  const client = await store.pool.connect()
  expect(() => client.emit('error', new Error('Connection terminated unexpectedly'))).not.toThrow()
  client.release()
})

test('a server that hangs is given up in time, and its connection is not handed to the next', async () => {
  const url = new URL(database.url)
  const { gate, port } = await Gate.open(Number(url.port))
  url.port = String(port)
  const hasty = openStore({ databaseUrl: url.href, applicationName: 'hasty', poolSize: 1, answerWithinMs: 300 })
  try {
    await hasty.ping()
    gate.hang()
    await expect(hasty.ping()).rejects.toSatisfy((error) => isDatabaseAway(error))
    await expect(transaction(hasty, async (tx) => await tx.query('SELECT 1'))).rejects.toSatisfy((error) =>
      isDatabaseAway(error),
    )
    // As somebody would who gives back a client without a word about what happened to it.
    gate.resume()
    const client = await hasty.pool.connect()
    gate.hang()
    await expect(client.query('SELECT 1')).rejects.toThrow('Query read timeout')
    client.release()
    gate.resume()
    const made = gate.arrivals
    await hasty.ping()
    expect(gate.arrivals).toBe(made + 1)
  } finally {
    gate.resume()
    await hasty.close()
    await gate.close()
  }
})

test('a watcher can be closed while the server hangs', async () => {
  const url = new URL(database.url)
  const { gate, port } = await Gate.open(Number(url.port))
  url.port = String(port)
  const behind = openStore({ databaseUrl: url.href, applicationName: 'behind' })
  const watch = await watchJobs(behind, () => {})
  gate.hang()
  await watch.close()
  gate.resume()
  await behind.close()
  await gate.close()
})
