import { openStore } from '@palisade/store'
import { Gate, type TemporaryDatabase, temporaryDatabase } from '@palisade/testkit'
import pg from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { type TestApi, testApiForOneTest, validRequest } from '../support/test-api.ts'

/** As in production, but long enough for a busy machine, on which a query may take a second. */
const limits = { queryMs: 4_000, answerMs: 5_000 }

/** Who waits in several places waits for each of them as long. */
const patienceMs = 60_000

let database: TemporaryDatabase
beforeAll(async () => {
  database = await temporaryDatabase()
})
afterAll(() => database.drop())

/** An API with limits, whose database is reached through a gate that can hang. */
async function behindGate(): Promise<{ api: TestApi; gate: Gate }> {
  const url = new URL(database.url)
  const { gate, port } = await Gate.open(Number(url.port))
  url.port = String(port)
  const store = openStore({
    databaseUrl: url.href,
    applicationName: 'behind-gate',
    poolSize: 4,
    answerWithinMs: limits.queryMs,
  })
  onTestFinished(async () => {
    gate.resume()
    await store.close()
    await gate.close()
  })
  const api = await testApiForOneTest({ store, answerWithinMs: limits.answerMs })
  onTestFinished(() => gate.resume())
  // The first query loads what it needs, which may take longer than a query may.
  await expect.poll(async () => (await api.request.get('/v1/workspaces')).status, { timeout: patienceMs }).toBe(200)
  return { api, gate }
}

test('while the database hangs each request is told to come back, and all is well afterwards', async () => {
  const { api, gate } = await behindGate()
  gate.hang()
  const answers = await Promise.all([
    ...['/v1/workspaces', '/v1/jobs/job_0', '/v1/workspaces/ws_0', '/readyz'].map((path) => api.request.get(path)),
    api.request.post('/v1/workspaces').send(validRequest()),
    api.request.delete('/v1/workspaces/ws_0'),
  ])
  for (const answer of answers) {
    expect(answer.status).toBe(503)
    expect(answer.body).toMatchObject({ code: 'unavailable', retryable: true })
    expect(answer.headers['retry-after']).toBe('5')
  }
  await api.request.get('/healthz').expect(200)
  gate.resume()
  await expect.poll(async () => (await api.request.get('/v1/workspaces')).status, { timeout: patienceMs }).toBe(200)
}, 180_000)

// With four connections, the last of these would wait for one four times, and then for a query.
test('however many wait for the database, each is answered as soon as one alone', async () => {
  const { api, gate } = await behindGate()
  gate.hang()
  const started = performance.now()
  const answers = await Promise.all(Array.from({ length: 20 }, () => api.request.get('/v1/workspaces')))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]))
  expect(performance.now() - started).toBeLessThan(3 * limits.queryMs)
}, 180_000)

test('connections that are cut are never a fault of ours', async () => {
  const { api } = await behindGate()
  const admin = new pg.Client({ connectionString: database.url })
  await admin.connect()
  const seen: number[] = []
  let isOn = true
  const asking = Array.from({ length: 6 }, async (_, index) => {
    while (isOn) {
      const { status, headers } =
        index % 2 === 0
          ? await api.request.get('/v1/workspaces')
          : await api.request.post('/v1/workspaces').send(validRequest())
      seen.push(status)
      if (status === 503) expect(headers['retry-after']).toBe('5')
    }
  })
  const cut = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'behind-gate'`
  for (let round = 0; round < 20; round++) {
    const before = seen.length
    await admin.query(cut)
    await expect.poll(() => seen.length, { interval: 1, timeout: patienceMs }).toBeGreaterThan(before)
  }
  isOn = false
  await Promise.all(asking)
  await admin.end()
  expect(seen.filter((status) => ![200, 202, 503].includes(status))).toEqual([])
}, 180_000)
