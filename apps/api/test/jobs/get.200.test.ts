import { expect, test } from 'vitest'
import { finishJob } from '../support/finish-job.ts'
import { testApiForFile, validRequest } from '../support/test-api.ts'

const api = testApiForFile()

async function postJob(): Promise<string> {
  const { body } = await api.request.post('/v1/workspaces').send(validRequest()).expect(202)
  return body.job.id
}

test('a job tells its steps before any has begun, and when to ask again', async () => {
  const id = await postJob()
  const { body, headers } = await api.request.get(`/v1/jobs/${id}`).expect(200)
  expect(headers['retry-after']).toBe('5')
  expect(body).toMatchObject({ status: 'queued', done: false, percent: 0 })
  expect(body.phases.length).toBeGreaterThan(0)
})

test('a job that has ended is not to be asked for again, whichever way it ended', async () => {
  for (const status of ['succeeded', 'failed'] as const) {
    const id = await postJob()
    await finishJob(api.store, id, status)
    const { body, headers } = await api.request.get(`/v1/jobs/${id}`).expect(200)
    expect(body).toMatchObject({ status, done: true })
    expect(body.percent === 100).toBe(status === 'succeeded')
    expect(headers['retry-after']).toBeUndefined()
  }
})
