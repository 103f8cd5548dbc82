import { connect } from 'node:net'
import { Problem } from '@palisade/contract'
import { openStore } from '@palisade/store'
import { Check } from 'typebox/value'
import { expect, test } from 'vitest'
import { testApiForFile, testApiForOneTest, validRequest } from '../support/test-api.ts'

const api = testApiForFile()

/** Sends bytes as they are, and gives what comes back until the other side closes. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(api.app.listeningOrigin).port), '127.0.0.1', () => socket.write(text))
    let answer = ''
    socket.on('data', (bytes) => {
      answer += bytes.toString()
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })
}

test('an address where nothing is, is a problem that leads to the list of addresses', async () => {
  const { body, type } = await api.request.get('/v1/nothing').expect(404)
  expect(type).toBe('application/problem+json')
  expect(body).toMatchObject({ code: 'route-not-found', detail: 'There is nothing at GET /v1/nothing.' })
})

test('a file that the documentation does not have is a problem too', async () => {
  for (const path of ['/docs/static/nothing.js', '/docs/nothing']) {
    const { body } = await api.request.get(path).expect(404)
    expect(body.code).toBe('route-not-found')
  }
})

test('what is wrong with the body of a request to nowhere does not matter', async () => {
  await api.request.post('/v1/nothing').type('json').send('{').expect(404)
  await api.request.post('/v1/nothing').type('text/plain').send('x').expect(404)
})

test.each([
  ['put', '/v1/workspaces', 'GET, HEAD, POST'],
  ['patch', '/v1/workspaces/ws_0', 'DELETE, GET, HEAD'],
  ['options', '/v1/jobs/job_0', 'GET, HEAD'],
  ['head', '/v1/jobs/job_0/events', 'GET'],
] as const)('%s %s is answered with the methods that there are', async (method, path, allow) => {
  const { headers } = await api.request[method](path).expect(405)
  expect(headers.allow).toBe(allow)
})

test.each(['/v1/%', '/%E0%A4%A'])('%s is not an address', async (path) => {
  const answer = await raw(`GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`)
  expect(answer).toMatch(/^HTTP\/1.1 400 /)
  expectProblem(answer, 'malformed-message')
})

test.each([
  ['no HTTP', 'hello\r\n\r\n', 'malformed-message'],
  [
    'two lengths',
    'POST /v1/workspaces HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n',
    'malformed-message',
  ],
  ['large headers', `GET / HTTP/1.1\r\nhost: localhost\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, 'headers-too-large'],
  ['no host', 'GET /v1/workspaces HTTP/1.1\r\nconnection: close\r\n\r\n', 'host-not-allowed'],
])('%s is answered with a problem on the bare socket', async (_what, text, code) => {
  expectProblem(await raw(text), code)
})

function expectProblem(answer: string, code: string): void {
  const [head = '', body = ''] = answer.split('\r\n\r\n', 2)
  expect(head).toContain('application/problem+json')
  expect(head.toLowerCase()).toContain('x-request-id: ')
  const problem: unknown = JSON.parse(body)
  expect(Check(Problem, problem)).toBe(true)
  expect(problem).toMatchObject({ code })
}

test.each(['evil.example', 'evil.example:8080', '127.0.0.1.evil.example', '10.0.0.1', 'localhost@evil.example'])(
  'a request for the host %s is refused: a web page may have sent it',
  async (host) => {
    const { body } = await api.request.get('/v1/workspaces').set('host', host).expect(421)
    expect(body.code).toBe('host-not-allowed')
  },
)

test.each(['localhost', 'localhost:8080', '127.0.0.1:1', '[::1]:8080', 'api:8080'])(
  'the host %s is answered',
  async (host) => {
    const own = await testApiForOneTest({ allowedHosts: ['api'] })
    await own.request.get('/v1/workspaces').set('host', host).expect(200)
  },
)

test('an Expect header that nobody knows is ignored', async () => {
  const answer = await raw('GET /healthz HTTP/1.1\r\nhost: localhost\r\nexpect: wonders\r\nconnection: close\r\n\r\n')
  expect(answer).toMatch(/^HTTP\/1.1 200 /)
})

test('probes ask by any name', async () => {
  await api.request.get('/healthz').set('host', '10.1.2.3:8080').expect(200)
  await api.request.get('/readyz').set('host', '10.1.2.3:8080').expect(200)
})

test('every answer has an id, the same as its problem, and the one of the caller if that is usable', async () => {
  const fresh = await api.request.get('/v1/workspaces/ws_0').expect(404)
  expect(fresh.body.traceId).toBe(fresh.headers['x-request-id'])
  const own = await api.request.get('/v1/workspaces/ws_0').set('x-request-id', 'portal-4711').expect(404)
  expect(own.body.traceId).toBe('portal-4711')
  const forged = await api.request.get('/v1/workspaces').set('x-request-id', 'a b"c').expect(200)
  expect(forged.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
})

test('nothing is cached, nothing tells what serves, and pages may not be framed', async () => {
  const { headers } = await api.request.get('/v1/workspaces').expect(200)
  expect(headers['cache-control']).toBe('no-store')
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
  expect(headers).not.toHaveProperty('server')
  expect(headers).not.toHaveProperty('x-powered-by')
})

test('without a database the answer is 503 with a time to come back, and the process lives', async () => {
  const store = openStore({ databaseUrl: 'postgres://nobody@127.0.0.1:1/nothing', applicationName: 'test' })
  const away = await testApiForOneTest({ store })
  for (const path of ['/readyz', '/v1/workspaces', '/v1/jobs/job_0']) {
    const { body, headers } = await away.request.get(path).expect(503)
    expect(body).toMatchObject({ code: 'unavailable', retryable: true })
    expect(headers['retry-after']).toBe('5')
  }
  const { body } = await away.request.post('/v1/workspaces').send(validRequest()).expect(503)
  expect(body.code).toBe('unavailable')
  await away.request.get('/healthz').expect(200)
})

test('a fault of ours says nothing of what is inside', async () => {
  const broken = await testApiForOneTest({
    now: () => {
      throw new Error('secret words')
    },
  })
  const { body, text } = await broken.request.post('/v1/workspaces').send(validRequest()).expect(500)
  expect(body.code).toBe('internal')
  expect(text).not.toContain('secret words')
})
