import { request as httpRequest } from 'node:http'
import { expect, test } from 'vitest'
import { testApiForFile } from '../support/test-api.ts'

const api = testApiForFile()

test('a body of 2 MB is refused by what its header says', async () => {
  const body = { name: 'x'.repeat(2_000_000) }
  const answer = await api.request.post('/v1/workspaces').send(body).expect(413)
  expect(answer.body).toMatchObject({ code: 'body-too-large', remedy: expect.stringContaining('64 kB') })
})

test('a body that does not say how long it is, is refused when it gets too long', async () => {
  const status = await new Promise((resolve, reject) => {
    const request = httpRequest(`${api.app.listeningOrigin}/v1/workspaces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    })
    request.on('response', (response) => resolve(response.resume().statusCode))
    request.on('error', reject)
    request.write(`{"name":"${'x'.repeat(70_000)}`)
  })
  expect(status).toBe(413)
})
