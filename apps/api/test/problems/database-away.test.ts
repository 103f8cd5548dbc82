import { openStore } from '@palisade/store'
import { Gate, temporaryDatabase } from '@palisade/testkit'
import pg from 'pg'
import { expect, onTestFinished, test, vi } from 'vitest'
import { answerWithinMs, queryWithinMs } from '../../src/problems/answer-in-time.ts'
import { type TestApi, testApiForOneTest, validRequest } from '../support/test-api.ts'

/** An API as it is in production, whose database is reached through a gate that can hang. */
async function behindGate(): Promise<{ api: TestApi; gate: Gate; databaseUrl: string }> {
  const database = await temporaryDatabase()
  const url = new URL(database.url)
  const { gate, port } = await Gate.open(Number(url.port))
  url.port = String(port)
  const store = openStore({
    databaseUrl: url.href,
    applicationName: 'behind-gate',
    poolSize: 4,
    answerWithinMs: queryWithinMs,
  })
  onTestFinished(async () => {
    gate.resume()
    await store.close()
    await gate.close()
    await database.drop()
  })
  const api = await testApiForOneTest({ store, answerWithinMs })
  // The first queries load what they need, which takes long on a busy machine.
  await expect.poll(async () => (await api.request.get('/v1/workspaces')).status, { timeout: 10_000 }).toBe(200)
  return { api, gate, databaseUrl: database.url }
}

test('while the database hangs each request is told to come back, however many wait, and all is well afterwards', async () => {
  const { api, gate } = await behindGate()
  const body = await vi.waitUntil(
    async () => {
      const answer = await api.request.post('/v1/workspaces').send(validRequest())
      return answer.status === 202 && answer.body
    },
    { timeout: 10_000 },
  )
  gate.hang()
  const paths = ['/v1/workspaces', `/v1/jobs/${body.job.id}`, `/v1/workspaces/${body.workspace.id}`, '/readyz']
  const answers = await Promise.all([
    ...paths.map((path) => api.request.get(path)),
    api.request.post('/v1/workspaces').send(validRequest()),
    api.request.delete(`/v1/workspaces/${body.workspace.id}`),
    ...Array.from({ length: 20 }, () => api.request.get('/v1/workspaces')),
  ])
  for (const answer of answers) {
    expect(answer.status).toBe(503)
    expect(answer.body).toMatchObject({ code: 'unavailable', retryable: true })
    expect(answer.headers['retry-after']).toBe('5')
  }
  await api.request.get('/healthz').expect(200)
  gate.resume()
  await expect.poll(async () => (await api.request.get('/v1/workspaces')).status, { timeout: 10_000 }).toBe(200)
})

// A request may wait for a connection as long as it may wait for a query, and then for several queries.
test('a request that waits in several places is answered as soon as one that waits in one', async () => {
  const { api, gate } = await behindGate()
  gate.hang()
  const started = performance.now()
  const answers = await Promise.all(Array.from({ length: 12 }, () => api.request.get('/v1/workspaces')))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]))
  // Three rounds of four connections would take three times as long as one.
  expect(performance.now() - started).toBeLessThan(3 * queryWithinMs)
})

test('connections that are cut are never a fault of ours', async () => {
  const { api, databaseUrl } = await behindGate()
  const admin = new pg.Client({ connectionString: databaseUrl })
  await admin.connect()
  const statuses = new Set<number>()
  let isOn = true
  const asking = Array.from({ length: 8 }, async (_, index) => {
    while (isOn) {
      const answer =
        index % 2 === 0
          ? await api.request.get('/v1/workspaces')
          : await api.request.post('/v1/workspaces').send(validRequest())
      statuses.add(answer.status)
      if (answer.status === 503) expect(answer.headers['retry-after']).toBe('5')
    }
  })
  // Until it was seen many times by those who ask.
  for (let round = 0; round < 40; round++) {
    await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1', [
      'behind-gate',
    ])
    await api.request.get('/v1/workspaces')
  }
  isOn = false
  await Promise.all(asking)
  await admin.end()
  expect([...statuses].filter((status) => ![200, 202, 503].includes(status))).toEqual([])
})
