import { expect, test } from 'vitest'
import { testApiForFile, validRequest } from '../support/test-api.ts'

const api = testApiForFile()

test('while a workspace is being built, the answer leads to the job that builds it', async () => {
  const created = await api.request.post('/v1/workspaces').send(validRequest()).expect(202)
  const { body, headers } = await api.request.delete(`/v1/workspaces/${created.body.workspace.id}`).expect(409)
  expect(body).toMatchObject({ code: 'workspace-busy', existing: `/v1/jobs/${created.body.job.id}`, retryable: true })
  expect(headers['retry-after']).toBe('30')
})

test('what does not exist cannot be removed', async () => {
  const { body } = await api.request.delete('/v1/workspaces/ws_0').expect(404)
  expect(body.code).toBe('workspace-not-found')
})
