import type { Finding } from '@palisade/contract'
import { expect, test } from 'vitest'
import { exampleRequest } from '../../src/openapi/example-request.ts'
import { finishJob } from '../support/finish-job.ts'
import { testApiForFile, validRequest } from '../support/test-api.ts'

const api = testApiForFile()

test('the answer is a job that only looks, and says where it is and when to ask again', async () => {
  const { body, headers } = await api.request.post('/v1/checks').send(validRequest()).expect(202)
  expect(headers.location).toBe(`/v1/jobs/${body.job.id}`)
  expect(headers['operation-location']).toBe(`/v1/jobs/${body.job.id}`)
  expect(headers['retry-after']).toBe('5')
  expect(body.job).toMatchObject({
    type: 'check',
    status: 'queued',
    workspaceId: null,
    verdict: null,
    links: { workspace: null },
  })
  expect(body.job.phases.map(({ phase }: { phase: string }) => phase)).toEqual(['preflight'])
  const actions = body.job.phases[0].steps.map(({ action }: { action: string }) => action)
  expect(new Set(actions)).toEqual(new Set(['check', 'read']))
  await api.request.get(headers.location ?? '').expect(200, body.job)
  const { body: events } = await api.request.get(body.job.links.events).expect(200)
  expect(events.items.map(({ type }: { type: string }) => type)).toEqual(['job.queued'])
})

test('a worker is woken for the job', async () => {
  const { body } = await api.request.post('/v1/checks').send(validRequest()).expect(202)
  expect(api.woken).toContain(body.job.id)
})

test('the example is accepted as it stands', async () => {
  await api.request
    .post('/v1/checks')
    .send(exampleRequest as object)
    .expect(202)
})

test('a check reserves neither a name nor a range, before or after', async () => {
  const request = validRequest()
  await api.request.post('/v1/checks').send(request).expect(202)
  await api.request.post('/v1/workspaces').send(request).expect(202)
  await api.request.post('/v1/checks').send(request).expect(202)
  const { body } = await api.request.get('/v1/workspaces').expect(200)
  expect(body.items.filter(({ name }: { name: string }) => name === request.name)).toHaveLength(1)
})

test('the same request under the same key makes one job', async () => {
  const request = validRequest()
  const post = () => api.request.post('/v1/checks').set('idempotency-key', 'one-check-under-one-key').send(request)
  const first = await post().expect(202)
  const second = await post().expect(202)
  expect(first.headers['idempotency-replayed']).toBeUndefined()
  expect(second.headers['idempotency-replayed']).toBe('true')
  expect(second.body).toEqual(first.body)
  // The key of a check is no key of a workspace.
  const workspace = await api.request
    .post('/v1/workspaces')
    .set('idempotency-key', 'one-check-under-one-key')
    .send(request)
    .expect(202)
  expect(workspace.headers['idempotency-replayed']).toBeUndefined()
})

test('when all was looked at, the job tells the worst of it and each finding', async () => {
  const { body } = await api.request.post('/v1/checks').send(validRequest()).expect(202)
  const finding: Finding = {
    verdict: 'warn',
    code: 'azure-locked',
    subject: '/subscriptions/s/resourceGroups/g',
    message: 'A lock prevents that it is deleted.',
    remedy: 'Remove the lock before the workspace is deleted.',
    actor: 'platform',
  }
  await api.store.pool.query(`UPDATE step SET findings = $2 WHERE job_id = $1 AND key = 'preflight/locks'`, [
    body.job.id,
    JSON.stringify([finding]),
  ])
  await finishJob(api.store, body.job.id)
  const { body: job } = await api.request.get(body.job.links.self).expect(200)
  expect(job).toMatchObject({ status: 'succeeded', done: true, percent: 100, verdict: 'warn' })
  const found = job.phases[0].steps.flatMap(({ findings }: { findings: Finding[] }) => findings)
  expect(found).toEqual([finding])
})
