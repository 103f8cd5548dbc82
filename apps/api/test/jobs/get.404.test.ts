import { expect, test } from 'vitest'
import { testApiForFile } from '../support/test-api.ts'

const api = testApiForFile()

test.each(['/v1/jobs/job_0', '/v1/jobs/a%20b', '/v1/jobs/job_0/events'])('%s is no job', async (path) => {
  const { body } = await api.request.get(path).expect(404)
  expect(body.code).toBe('job-not-found')
})

test('a stream of a job that does not exist is a problem and no stream', async () => {
  const { body } = await api.request.get('/v1/jobs/job_0/events').set('accept', 'text/event-stream').expect(404)
  expect(body.code).toBe('job-not-found')
})
