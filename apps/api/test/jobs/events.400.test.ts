import { test } from 'vitest'
import { testApiForFile, validRequest } from '../support/test-api.ts'

const api = testApiForFile()

test.each([
  ['after=-1', {}],
  ['after=99999999999', {}],
  ['after=soon', {}],
  ['limit=501', {}],
  ['since=1', {}],
  ['', { 'last-event-id': 'x' }],
])('%s %o is refused', async (query, headers) => {
  const { body } = await api.request.post('/v1/workspaces').send(validRequest()).expect(202)
  await api.request.get(`${body.job.links.events}?${query}`).set(headers).expect(400)
})
