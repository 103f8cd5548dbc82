import { expect, test } from 'vitest'
import { testApiForFile, validRequest } from '../support/test-api.ts'

const api = testApiForFile()

test.each([
  ['too small', '10.40.0.0/30', 'address-space-too-small'],
  ["Docker's own", '172.17.0.0/16', 'address-space-forbidden'],
  ['no range at all', 'everything', 'address-space-invalid'],
])('an address space that is %s is refused with what to do', async (_what, addressSpace, code) => {
  const { body } = await api.request
    .post('/v1/workspaces')
    .send(validRequest({ network: { addressSpace } }))
    .expect(422)
  expect(body.code).toBe(code)
  expect(body.errors).toEqual([{ code, pointer: '/network/addressSpace', detail: body.detail }])
  expect(body.remedy.length).toBeGreaterThan(20)
})

test('a request with a secret in it is refused, and the secret is not repeated', async () => {
  const { body, text } = await api.request
    .post('/v1/workspaces')
    .send({ ...validRequest(), jumpBox: { adminPassword: 'hunter2' } })
    .expect(422)
  expect(body.code).toBe('inline-secret')
  expect(body.errors).toMatchObject([{ code: 'inline-secret', pointer: '/jumpBox/adminPassword' }])
  expect(text).not.toContain('hunter2')
})

test('a key that was used for another request is refused', async () => {
  const post = () => api.request.post('/v1/workspaces').set('idempotency-key', 'a-key-for-one-request')
  await post().send(validRequest()).expect(202)
  const { body } = await post().send(validRequest()).expect(422)
  expect(body.code).toBe('idempotency-key-reused')
})

test('a request that was refused does not use up its key', async () => {
  const post = () => api.request.post('/v1/workspaces').set('idempotency-key', 'a-key-that-is-not-used-up')
  await post()
    .send(validRequest({ network: { addressSpace: '10.40.0.0/30' } }))
    .expect(422)
  await post().send(validRequest()).expect(202)
})
