import { connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { openStream } from '../support/read-stream.ts'
import { testApiForOneTest, validRequest } from '../support/test-api.ts'

const arrival = { headersMs: 200, requestMs: 400, checkEveryMs: 20 }

/** Sends the beginning, and then a little again and again until the other side ends it. Gives what came back. */
function drip(port: number, beginning: string, drop: string): Promise<string> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(beginning)
      timer = setInterval(() => drop !== '' && socket.write(drop), 50)
    })
    let answer = ''
    socket.on('data', (bytes) => {
      answer += bytes.toString()
    })
    // Writing on after the end is answered with a reset.
    socket.on('error', () => {})
    socket.on('close', () => {
      clearInterval(timer)
      resolve(answer)
    })
    onTestFinished(() => void socket.destroy())
  })
}

const head = 'POST /v1/workspaces HTTP/1.1\r\nhost: localhost\r\n'

test.each([
  ['headers that do not end', head, 'x-a: b\r\n'],
  ['headers that stop', head, ''],
  ['a body', `${head}content-type: application/json\r\ncontent-length: 60000\r\n\r\n`, ' '],
  ['a body that stops', `${head}content-type: application/json\r\ncontent-length: 60000\r\n\r\n{`, ''],
  ['a body in chunks', `${head}content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n`, '1\r\n \r\n'],
])('%s, a little at a time, is cut off with a problem', async (_what, beginning, drop) => {
  const api = await testApiForOneTest({ arrival })
  const answer = await drip(Number(new URL(api.app.listeningOrigin).port), beginning, drop)
  expect(answer).toMatch(/^HTTP\/1.1 408 Request Timeout\r\n/)
  expect(answer).toContain('content-type: application/problem+json')
  expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ code: 'request-timeout', retryable: true })
  await api.request.get('/healthz').expect(200)
})

test('a connection on which nothing is asked is ended', async () => {
  const api = await testApiForOneTest({ arrival })
  await drip(Number(new URL(api.app.listeningOrigin).port), '', '')
})

test('an event stream is not a slow request', async () => {
  const api = await testApiForOneTest({ arrival })
  const { body } = await api.request.post('/v1/workspaces').send(validRequest()).expect(202)
  const { frames } = await openStream(`${api.app.listeningOrigin}/v1/jobs/${body.job.id}/events`)
  await frames.next()
  await frames.next()
  // Two slow requests later it still gives what comes.
  const port = Number(new URL(api.app.listeningOrigin).port)
  await drip(port, head, '')
  await drip(port, head, '')
  await api.store.pool.query(
    `WITH next AS (UPDATE job SET last_event = last_event + 1 WHERE id = $1 RETURNING last_event)
     INSERT INTO event (job_id, sequence, type, message, data) SELECT $1, last_event, 'job.started', 'x', '{}' FROM next`,
    [body.job.id],
  )
  expect((await frames.next()).value).toMatchObject({ event: 'job.started' })
})
