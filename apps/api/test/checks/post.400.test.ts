import { expect, test } from 'vitest'
import { testApiForFile, validRequest } from '../support/test-api.ts'

const api = testApiForFile()

test('a field that is not known is refused, as for a workspace', async () => {
  const { body } = await api.request
    .post('/v1/checks')
    .send({ ...validRequest(), nam: 'x' })
    .expect(400)
  expect(body.errors).toMatchObject([{ code: 'unknown-field', pointer: '/nam' }])
})

test('a choice that is not known is refused', async () => {
  const { body } = await api.request
    .post('/v1/checks')
    .send({ ...validRequest(), resources: { onSoftDeleted: 'forget' } })
    .expect(400)
  expect(body.errors).toMatchObject([{ code: 'invalid-value', pointer: '/resources/onSoftDeleted' }])
})

test('there is nothing to say in the query', async () => {
  await api.request.post('/v1/checks?dryRun=true').send(validRequest()).expect(400)
})

test('a key that is too short is refused', async () => {
  const { body } = await api.request.post('/v1/checks').set('idempotency-key', 'short').send(validRequest()).expect(400)
  expect(body.code).toBe('idempotency-key-invalid')
})
