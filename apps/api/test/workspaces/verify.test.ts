import { expect, test } from 'vitest'
import { finishJob } from '../support/finish-job.ts'
import { testApiForFile, validRequest } from '../support/test-api.ts'

const api = testApiForFile()

test('202: the verification is a job to watch, and a worker is woken for it', async () => {
  const created = await api.request.post('/v1/workspaces').send(validRequest()).expect(202)
  const { links } = created.body.workspace
  await finishJob(api.store, created.body.job.id)
  const { body, headers } = await api.request.post(`${links.self}/verify`).expect(202)
  expect(body.job).toMatchObject({ type: 'verify', status: 'queued', done: false, verdict: null })
  expect(
    body.job.phases.flatMap(({ steps }: { steps: { action: string }[] }) => steps.map(({ action }) => action)),
  ).toContain('observe')
  expect(headers.location).toBe(body.job.links.self)
  expect(api.woken).toContain(body.job.id)
  expect(body.workspace.status).toBe('ready')
})

test('409: while another job works on the workspace, it is named', async () => {
  const created = await api.request.post('/v1/workspaces').send(validRequest()).expect(202)
  const { body } = await api.request.post(`${created.body.workspace.links.self}/verify`).expect(409)
  expect(body).toMatchObject({ code: 'workspace-busy', existing: created.body.job.links.self })
})

test('404: what is not there is not verified', async () => {
  const { body } = await api.request.post('/v1/workspaces/ws_00000000000000000000000000000000/verify').expect(404)
  expect(body.code).toBe('workspace-not-found')
})
