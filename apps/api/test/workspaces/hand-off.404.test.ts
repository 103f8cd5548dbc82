import { expect, test } from 'vitest'
import { finishJob } from '../support/finish-job.ts'
import { testApiForFile, validRequest } from '../support/test-api.ts'

const api = testApiForFile()

test.each(['ws_0', 'x'.repeat(65), "a'%20or%201=1"])('%s has nothing to hand off', async (id) => {
  const { body } = await api.request.get(`/v1/workspaces/${id}/hand-off`).expect(404)
  expect(body).toMatchObject({ code: 'workspace-not-found', instance: `/v1/workspaces/${id}/hand-off` })
})

test('a workspace that is deleted has nothing to hand off any more', async () => {
  const { body } = await api.request.post('/v1/workspaces').send(validRequest()).expect(202)
  const link = body.workspace.links.self
  await finishJob(api.store, body.job.id, 'failed', 0)
  await api.request.delete(link).expect(202)
  await api.request.get(`${link}/hand-off`).expect(404)
})
