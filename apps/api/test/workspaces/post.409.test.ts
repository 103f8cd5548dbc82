import { expect, test } from 'vitest'
import { testApiForFile, validRequest } from '../support/test-api.ts'

const api = testApiForFile()

test('a name that is taken leads to the workspace that has it', async () => {
  const request = validRequest()
  const first = await api.request.post('/v1/workspaces').send(request).expect(202)
  const again = { ...request, network: { addressSpace: '10.99.0.0/20' } }
  const { body, headers } = await api.request.post('/v1/workspaces').send(again).expect(409)
  const existing = `/v1/workspaces/${first.body.workspace.id}`
  expect(body).toMatchObject({ code: 'name-taken', existing, errors: [{ pointer: '/name' }] })
  expect(headers.link).toBe(`<${existing}>; rel="related"`)
})

test('an address space that overlaps leads to the workspace that uses it', async () => {
  const first = await api.request
    .post('/v1/workspaces')
    .send(validRequest({ network: { addressSpace: '10.50.0.0/20' } }))
    .expect(202)
  const { body } = await api.request
    .post('/v1/workspaces')
    .send(validRequest({ network: { addressSpace: '10.50.8.0/21' } }))
    .expect(409)
  expect(body).toMatchObject({
    code: 'address-space-overlaps',
    detail: '10.50.8.0/21 overlaps 10.50.0.0/20, which another workspace uses.',
    existing: `/v1/workspaces/${first.body.workspace.id}`,
    errors: [{ pointer: '/network/addressSpace' }],
  })
})
