import { expect, test } from 'vitest'
import { openStream } from '../support/read-stream.ts'
import { type TestApi, testApiForOneTest, validRequest } from '../support/test-api.ts'

const stream = { accept: 'text/event-stream' }

async function streamOf(api: TestApi): Promise<string> {
  const { body } = await api.request.post('/v1/workspaces').send(validRequest()).expect(202)
  return `/v1/jobs/${body.job.id}/events`
}

test('from one address only so many streams are open at once, and a place that becomes free is given again', async () => {
  const api = await testApiForOneTest({ streams: { perAddress: 2, inAll: 100 } })
  const path = await streamOf(api)
  const open = () => openStream(api.app.listeningOrigin + path)
  const [first] = [await open(), await open()]
  const { body, headers } = await api.request.get(path).set(stream).expect(429)
  expect(body).toMatchObject({ code: 'too-many-streams', retryable: true })
  expect(headers['retry-after']).toBe('10')
  // The same events are there as JSON.
  await api.request.get(path).expect(200)

  first?.leave()
  await expect.poll(async () => (await open()).response.status, { timeout: 10_000 }).toBe(200)
})

test('in all only so many streams are open at once', async () => {
  const api = await testApiForOneTest({ streams: { perAddress: 100, inAll: 1 } })
  const path = await streamOf(api)
  await openStream(api.app.listeningOrigin + path)
  const { body, headers } = await api.request.get(path).set(stream).expect(503)
  expect(body.code).toBe('too-many-streams')
  expect(headers['retry-after']).toBe('10')
})
