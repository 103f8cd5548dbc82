import { expect, test } from 'vitest'
import { heartbeatFrame } from '../../src/jobs/event-frames.ts'
import { streamEvents } from '../../src/jobs/stream-events.ts'
import { testApiForFile, validRequest } from '../support/test-api.ts'

const api = testApiForFile()

// Proxies give up a stream that is silent, many of them after 30 or 60 seconds.
test('a stream on which nothing happens says so at least every 15 seconds', async () => {
  const { body } = await api.request.post('/v1/workspaces').send(validRequest()).expect(202)
  let time = Date.parse('2026-11-23T19:00:00Z')
  const end = new AbortController()
  const parts = {
    store: api.store,
    now: () => new Date(time),
    changes: {
      // Nothing changes: each wait lasts as long as it may.
      next: (_jobId: string, waitMs: number) => {
        time += waitMs
        return { settled: Promise.resolve(), cancel: () => {} }
      },
    },
  }
  const frames = streamEvents(parts, body.job.id, 1, end.signal)
  await frames.next()

  for (let beat = 1; beat <= 3; beat++) {
    const begin = time
    expect(await frames.next()).toEqual({ done: false, value: heartbeatFrame })
    expect(time - begin).toBeLessThanOrEqual(15_000)
  }
  end.abort()
  expect(await frames.next()).toEqual({ done: true, value: undefined })
})
