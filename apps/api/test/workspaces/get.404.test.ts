import { expect, test } from 'vitest'
import { testApiForFile } from '../support/test-api.ts'

const api = testApiForFile()

test.each(['ws_0', 'x'.repeat(65), 'x'.repeat(300), '%00', "a'%20or%201=1", '..%2f..'])(
  '%s is no workspace',
  async (id) => {
    const { body } = await api.request.get(`/v1/workspaces/${id}`).expect(404)
    expect(['workspace-not-found', 'route-not-found']).toContain(body.code)
  },
)

test('the remedy says where to look', async () => {
  const { body } = await api.request.get('/v1/workspaces/ws_0').expect(404)
  expect(body).toMatchObject({ code: 'workspace-not-found', instance: '/v1/workspaces/ws_0' })
  expect(body.remedy).toContain('GET /v1/workspaces')
})
