import { expect, test } from 'vitest'
import { testApiForFile, validRequest } from '../support/test-api.ts'

const api = testApiForFile()

test('what cannot be built is refused before anybody looks in Azure', async () => {
  const before = api.woken.length
  const { body } = await api.request
    .post('/v1/checks')
    .send(validRequest({ network: { addressSpace: '172.17.0.0/20' } }))
    .expect(422)
  expect(body.errors).toMatchObject([{ code: 'address-space-forbidden', pointer: '/network/addressSpace' }])
  expect(api.woken).toHaveLength(before)
})

test('a key that stands for another request is refused', async () => {
  const post = () => api.request.post('/v1/checks').set('idempotency-key', 'a-key-for-two-requests')
  await post().send(validRequest()).expect(202)
  const { body } = await post().send(validRequest()).expect(422)
  expect(body.code).toBe('idempotency-key-reused')
})
