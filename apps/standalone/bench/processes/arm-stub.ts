/**
 * A light stand-in for Azure Resource Manager: a PUT answers 201 with an address to poll, the poll says Succeeded when
 * the scaled duration is over, and a GET gives the resource. It checks what every engine must keep to: each resource of
 * each job is written once, and not before the engine has seen that what it needs is finished.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { graph, nodeOf } from '../engine/graph.ts'
import { inPart } from '../stage/part.ts'

const scale = Number(inPart.setting('BENCH_SCALE'))
const jobs = Number(inPart.setting('BENCH_JOBS'))
/** Durations differ from the expected ones by up to this share, the same in every run. */
const jitter = Number(inPart.setting('BENCH_JITTER'))

interface Made {
  readonly job: string
  /** Its operation's number. */
  readonly index: number
  readonly endsAt: number
  readonly retryMs: number
  isSeenFinished: boolean
  isRead: boolean
}

const made = new Map<string, Made>()
const operations: Made[] = []
/** How many resources of each job were read after they were finished. */
const readOf = new Map<string, number>()
const counts = { puts: 0, polls: 0, gets: 0, writtenTwice: 0, tooEarly: 0, unknown: 0, read: 0, jobs: 0 }
let seenFinished = 0
let mostInFlight = 0
let origin = ''

const server = createServer((request, response) => {
  if (request.method === 'PUT') request.resume().on('end', () => answer(request, response))
  else answer(request, response)
})
server.keepAliveTimeout = 600_000
server.requestTimeout = 0
server.listen({ host: '127.0.0.1', port: 0, backlog: 4_096 }, () => {
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  origin = `http://127.0.0.1:${port}`
  inPart.say({ what: 'ready', url: origin })
})
const progress = setInterval(say, 1_000, 'progress')
void inPart.told('report').then(() => say('report'))
inPart.endWith(async () => {
  clearInterval(progress)
  server.closeAllConnections()
})

function say(what: string): void {
  inPart.say({ what, ...counts, mostInFlight })
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const [path = ''] = (request.url ?? '').split('?')
  const parts = path.split('/')
  // /subscriptions/<id>/resourceGroups/<job>/providers/<namespace>/<type>/<key>
  const job = parts[4] ?? ''
  const key = parts.at(-1) ?? ''
  if (parts[1] === 'operations') poll(response, Number(parts[2]))
  else if (request.method === 'PUT') put(response, path, job, key)
  else get(response, path, job, key)
}

function put(response: ServerResponse, path: string, job: string, key: string): void {
  counts.puts += 1
  const there = made.get(`${job}/${key}`)
  if (there !== undefined) counts.writtenTwice += 1
  const { index, retryMs } = there ?? make(job, key)
  const body = `{"id":"${path}","name":"${key}","properties":{"provisioningState":"Creating"}}`
  const operation = { 'Azure-AsyncOperation': `${origin}/operations/${index}` }
  send(response, 201, { ...retryAfter(retryMs), ...operation }, body)
}

function make(job: string, key: string): Made {
  const name = `${job}/${key}`
  const node = nodeOf(key)
  if (!node.after.every((other) => made.get(`${job}/${other}`)?.isSeenFinished)) counts.tooEarly += 1
  const one: Made = {
    job,
    index: operations.length,
    endsAt: performance.now() + node.seconds * 1_000 * scale * (1 + jitter * spread(name)),
    retryMs: Math.max(1, Math.round(node.retryAfterSeconds * 1_000 * scale)),
    isSeenFinished: false,
    isRead: false,
  }
  made.set(name, one)
  operations.push(one)
  mostInFlight = Math.max(mostInFlight, operations.length - seenFinished)
  return one
}

function poll(response: ServerResponse, index: number): void {
  counts.polls += 1
  const one = operations[index]
  if (one === undefined) {
    refuse(response)
  } else if (performance.now() < one.endsAt) {
    send(response, 200, retryAfter(one.retryMs), '{"status":"InProgress"}')
  } else {
    if (!one.isSeenFinished) seenFinished += 1
    one.isSeenFinished = true
    send(response, 200, {}, '{"status":"Succeeded"}')
  }
}

function get(response: ServerResponse, path: string, job: string, key: string): void {
  counts.gets += 1
  const one = made.get(`${job}/${key}`)
  if (one === undefined) {
    refuse(response)
    return
  }
  if (one.isSeenFinished && !one.isRead) noteRead(one)
  const state = performance.now() < one.endsAt ? 'Creating' : 'Succeeded'
  const properties = `{"provisioningState":"${state}","privateIPAddress":"10.0.1.4","resourceGuid":"${job}"}`
  send(response, 200, {}, `{"id":"${path}","name":"${key}","properties":${properties}}`)
}

function refuse(response: ServerResponse): void {
  counts.unknown += 1
  send(response, 404, {}, '{"error":{"code":"ResourceNotFound"}}')
}

function noteRead(one: Made): void {
  one.isRead = true
  counts.read += 1
  const read = (readOf.get(one.job) ?? 0) + 1
  readOf.set(one.job, read)
  if (read < graph.length) return
  counts.jobs += 1
  if (counts.jobs === jobs) say('complete')
}

/** Real durations are scaled far below a second, so the milliseconds are sent too, as Azure's own services do. */
function retryAfter(ms: number): Record<string, string> {
  return { 'Retry-After': String(Math.ceil(ms / 1_000)), 'Retry-After-Ms': String(ms) }
}

function send(response: ServerResponse, status: number, headers: Record<string, string>, body: string): void {
  response.writeHead(status, {
    ...headers,
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(body)),
  })
  response.end(body)
}

/** From -1 to 1, and always the same for one name. */
function spread(name: string): number {
  let hash = 2_166_136_261
  for (let index = 0; index < name.length; index += 1) hash = Math.imul(hash ^ name.charCodeAt(index), 16_777_619)
  return (hash >>> 0) / 2 ** 31 - 1
}
