import { expect, test } from 'vitest'
import { finishJob } from '../support/finish-job.ts'
import { testApiForFile, validRequest } from '../support/test-api.ts'

const api = testApiForFile()

test('who has the newest answer gets no body, until something changes', async () => {
  const created = await api.request.post('/v1/workspaces').send(validRequest()).expect(202)
  const link = created.body.job.links.self
  const { headers } = await api.request.get(link).expect(200)
  expect(headers.etag).toMatch(/^W\/".{22}"$/)
  const unchanged = await api.request.get(link).set('if-none-match', `"other", ${headers.etag}`).expect(304)
  expect(unchanged.text).toBe('')
  expect(unchanged.headers).toMatchObject({ etag: headers.etag, 'retry-after': '5' })

  await finishJob(api.store, created.body.job.id)
  const changed = await api.request
    .get(link)
    .set('if-none-match', headers.etag ?? '')
    .expect(200)
  expect(changed.headers.etag).not.toBe(headers.etag)
})
