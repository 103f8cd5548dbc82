import { listEvents } from '@palisade/store'
import { expect, test } from 'vitest'
import { exampleRequest } from '../../src/openapi/example-request.ts'
import { testApiForFile, testApiForOneTest, validRequest } from '../support/test-api.ts'

const api = testApiForFile()

test('the answer says where the workspace and its job are, and when to ask again', async () => {
  const request = validRequest()
  const { body, headers } = await api.request.post('/v1/workspaces').send(request).expect(202)
  expect(headers.location).toBe(`/v1/workspaces/${body.workspace.id}`)
  expect(headers['operation-location']).toBe(`/v1/jobs/${body.job.id}`)
  expect(headers['retry-after']).toBe('5')
  expect(headers['idempotency-replayed']).toBeUndefined()
  expect(body.workspace).toMatchObject({ status: 'creating', name: request.name, request })
  expect(body.workspace.jobs).toEqual([
    { id: body.job.id, type: 'create', status: 'queued', href: `/v1/jobs/${body.job.id}` },
  ])
  expect(body.job).toMatchObject({ status: 'queued', done: false, percent: 0, lastEvent: 1 })
  await api.request.get(headers.location ?? '').expect(200)
  await api.request.get(headers['operation-location'] ?? '').expect(200)
})

test('the steps that may begin are nudged, after they are written down', async () => {
  const before = api.woken.length
  const { body } = await api.request.post('/v1/workspaces').send(validRequest()).expect(202)
  expect(api.woken.length).toBeGreaterThan(before)
  expect(await listEvents(api.store, { jobId: body.job.id, after: 0, limit: 10 })).toHaveLength(1)
})

test('the example is accepted as it stands', async () => {
  await api.request
    .post('/v1/workspaces')
    .send(exampleRequest as object)
    .expect(202)
})

test('the same request under the same key makes one workspace', async () => {
  const request = validRequest()
  const key = 'c1b7a0de-5f1f-4c7b-9a39-0a4e6a1f5d10'
  const post = () => api.request.post('/v1/workspaces').set('idempotency-key', key)
  const first = await post().send(request).expect(202)
  const { name, ...rest } = request
  const second = await post()
    .set('idempotency-key', `"${key}"`)
    .send({ ...rest, name })
    .expect(202)
  expect(second.headers['idempotency-replayed']).toBe('true')
  expect(second.headers.location).toBe(first.headers.location)
  expect(second.body).toEqual(first.body)
})

test('many at once under the same key make one workspace', async () => {
  const request = validRequest()
  const post = () =>
    api.request.post('/v1/workspaces').set('idempotency-key', 'many-at-once-under-one-key').send(request)
  const answers = await Promise.all(Array.from({ length: 20 }, post))
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([202]))
  expect(new Set(answers.map((answer) => answer.body.workspace.id)).size).toBe(1)
  expect(answers.filter((answer) => answer.headers['idempotency-replayed'] !== 'true')).toHaveLength(1)
})

test('a queue that is away neither fails nor delays the answer', async () => {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const away = await testApiForOneTest({
    queue: { backend: 'redis', wake: () => promise, close: async () => {} },
  })
  await away.request.post('/v1/workspaces').send(validRequest()).expect(202)
  resolve(false)
})
