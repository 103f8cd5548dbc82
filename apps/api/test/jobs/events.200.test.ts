import { EventView } from '@palisade/contract'
import { busyFactor } from '@palisade/testkit'
import { Check } from 'typebox/value'
import { expect, test } from 'vitest'
import { addEvent, finishJob } from '../support/finish-job.ts'
import { type Frame, openStream } from '../support/read-stream.ts'
import { testApiForFile, testApiForOneTest, validRequest } from '../support/test-api.ts'

const api = testApiForFile()

async function postJob(on = api): Promise<{ id: string; url: string }> {
  const { body } = await on.request.post('/v1/workspaces').send(validRequest()).expect(202)
  return { id: body.job.id, url: `${on.app.listeningOrigin}/v1/jobs/${body.job.id}/events` }
}

async function all(frames: AsyncGenerator<Frame>): Promise<Frame[]> {
  return await Array.fromAsync(frames)
}

test('JSON gives the events behind a number, and says when none will follow', async () => {
  const { id } = await postJob()
  await addEvent(api.store, id, 'job.started', 'The job has started.')
  const some = await api.request.get(`/v1/jobs/${id}/events?limit=1`).expect(200)
  expect(some.body).toMatchObject({ items: [{ sequence: 1, type: 'job.queued' }], done: false })
  expect(some.headers['retry-after']).toBe('5')

  await finishJob(api.store, id)
  const first = await api.request.get(`/v1/jobs/${id}/events?after=1&limit=1`).expect(200)
  expect(first.body).toMatchObject({ items: [{ sequence: 2 }], done: false })
  const rest = await api.request.get(`/v1/jobs/${id}/events?after=2`).expect(200)
  expect(rest.body).toMatchObject({ items: [{ sequence: 3, type: 'job.succeeded' }], done: true })
})

test('a stream gives what was and what comes, and ends with the job', async () => {
  const { id, url } = await postJob()
  const { response, frames } = await openStream(url)
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  expect(response.headers.get('x-accel-buffering')).toBe('no')
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect((await frames.next()).value).toMatchObject({ retry: '3000' })
  expect((await frames.next()).value).toMatchObject({ id: '1', event: 'job.queued' })

  const begin = performance.now()
  await addEvent(api.store, id, 'step.begun', 'network/vnet: begun', 'network/vnet')
  const { value } = await frames.next()
  expect(value).toMatchObject({ id: '2', event: 'step.begun' })
  expect(Check(EventView, JSON.parse(value.data ?? ''))).toBe(true)
  // The database calls: it is not the next reread, after two seconds, that finds it.
  expect(performance.now() - begin).toBeLessThan(1_500 * busyFactor())

  await finishJob(api.store, id)
  const rest = await all(frames)
  expect(rest.map((frame) => frame.event)).toEqual(['job.succeeded', 'done'])
})

test('who comes back goes on behind the last event that was seen', async () => {
  const { id, url } = await postJob()
  await finishJob(api.store, id)
  const { frames } = await openStream(`${url}?after=0`, { 'last-event-id': '1' })
  expect((await all(frames)).map((frame) => frame.id ?? frame.event)).toEqual([undefined, '2', 'done'])
  const asked = await openStream(`${url}?after=1`)
  expect((await all(asked.frames)).map((frame) => frame.id ?? frame.event)).toEqual([undefined, '2', 'done'])
})

test('many events arrive each once and in order', async () => {
  const { id, url } = await postJob()
  await api.store.pool.query(
    `INSERT INTO event (job_id, sequence, type, message, data)
     SELECT $1, n, 'step.retrying', repeat('x', 500), '{}' FROM generate_series(2, 1500) AS n`,
    [id],
  )
  await api.store.pool.query('UPDATE job SET last_event = 1500 WHERE id = $1', [id])
  await finishJob(api.store, id)
  const { frames } = await openStream(url)
  const ids = (await all(frames)).flatMap((frame) => (frame.id === undefined ? [] : [Number(frame.id)]))
  expect(ids).toEqual(Array.from({ length: 1501 }, (_, index) => index + 1))
})

test('streams do not keep the API from closing', async () => {
  const own = await testApiForOneTest({})
  const streams = await Promise.all(Array.from({ length: 5 }, async () => await openStream((await postJob(own)).url)))
  // It would wait for as long as they are open, and nothing else ends them.
  await own.app.close()
  for (const { frames } of streams) expect((await all(frames)).at(-1)?.event).not.toBe('done')
})

test('a client that leaves is not read for any more', async () => {
  const own = await testApiForOneTest({})
  const { url } = await postJob(own)
  const { frames, leave } = await openStream(url)
  await frames.next()
  leave()
  await expect
    .poll(() => new Promise((resolve) => own.app.server.getConnections((_, count) => resolve(count))))
    .toBeLessThan(2)
  await own.app.close()
})
