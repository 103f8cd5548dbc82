import { expect, test } from 'vitest'
import { finishJob } from '../support/finish-job.ts'
import { testApiForFile, validRequest } from '../support/test-api.ts'

const api = testApiForFile()

// A browser's EventSource comes back for ever when a stream ends; 204 is the one answer that stops it.
test('a stream that comes back for a job that is done is told to stay away', async () => {
  const { body } = await api.request.post('/v1/workspaces').send(validRequest()).expect(202)
  await finishJob(api.store, body.job.id)
  const answer = await api.request
    .get(body.job.links.events)
    .set({ accept: 'text/event-stream', 'last-event-id': '2' })
    .expect(204)
  expect(answer.text).toBe('')
})
