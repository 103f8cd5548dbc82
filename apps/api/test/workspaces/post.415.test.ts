import { expect, test } from 'vitest'
import { testApiForFile, validRequest } from '../support/test-api.ts'

const api = testApiForFile()

test.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'application/json\ta', 'json'])(
  '%s is refused',
  async (type) => {
    const text = JSON.stringify(validRequest())
    const { body } = await api.request.post('/v1/workspaces').set('content-type', type).send(text).expect(415)
    expect(body).toMatchObject({ code: 'unsupported-media-type', remedy: expect.stringContaining('application/json') })
  },
)

test('a compressed body is refused and not taken for broken JSON', async () => {
  const { body } = await api.request
    .post('/v1/workspaces')
    .set('content-encoding', 'gzip')
    .type('json')
    .send('{}')
    .expect(415)
  expect(body.detail).toContain('uncompressed')
})

test('a body in another encoding than UTF-8 is refused, and UTF-8 may be named', async () => {
  const send = (type: string) => api.request.post('/v1/workspaces?dryRun=true').set('content-type', type)
  const text = JSON.stringify(validRequest())
  const { body } = await send('application/json; charset=latin1').send(text).expect(415)
  expect(body.detail).toContain('UTF-8')
  await send('application/json; charset=UTF-8').send(text).expect(200)
})
