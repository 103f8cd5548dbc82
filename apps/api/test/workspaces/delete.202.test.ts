import { expect, test } from 'vitest'
import { finishJob } from '../support/finish-job.ts'
import { testApiForFile, validRequest } from '../support/test-api.ts'

const api = testApiForFile()

test('the removal is a job to watch, and asking again finds the same job', async () => {
  const created = await api.request.post('/v1/workspaces').send(validRequest()).expect(202)
  const { id } = created.body.workspace
  await finishJob(api.store, created.body.job.id)

  const first = await api.request.delete(`/v1/workspaces/${id}`).expect(202)
  expect(first.headers).toMatchObject({
    location: `/v1/jobs/${first.body.job.id}`,
    'operation-location': `/v1/jobs/${first.body.job.id}`,
    'retry-after': '5',
  })
  expect(first.body.job.type).toBe('delete')
  expect(first.body.workspace.status).toBe('deleting')
  expect(first.body.workspace.jobs.map((job: { type: string }) => job.type)).toEqual(['delete', 'create'])

  const again = await api.request.delete(`/v1/workspaces/${id}`).set('content-type', 'application/json').expect(202)
  expect(again.body.job.id).toBe(first.body.job.id)
})

test('a workspace of which nothing was made is gone at once, and its name is free again', async () => {
  const request = validRequest()
  const created = await api.request.post('/v1/workspaces').send(request).expect(202)
  await finishJob(api.store, created.body.job.id, 'failed', 0)
  const { body } = await api.request.delete(`/v1/workspaces/${created.body.workspace.id}`).expect(202)
  expect(body).toMatchObject({
    workspace: { status: 'deleted' },
    job: { status: 'succeeded', done: true, percent: 100 },
  })
  await api.request.delete(`/v1/workspaces/${created.body.workspace.id}`).expect(404)
  await api.request.get(`/v1/workspaces/${created.body.workspace.id}`).expect(404)
  await api.request.post('/v1/workspaces').send(request).expect(202)
})
