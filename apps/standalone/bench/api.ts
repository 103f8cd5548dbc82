/**
 * `npm run bench -- api [options]`: what a POST of the private example and a GET of its job cost in the API and in
 * PostgreSQL, and a GET of bare Fastify with one select beside it. See docs/benchmarks.md.
 */
import { writeFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import type { WorkspaceAccepted } from '@palisade/contract'
import { freePort } from '@palisade/testkit'
import { start, stop } from '../test/topology/programs.ts'
import { type Call, forSeconds, type LoadResult, load } from './api/load.ts'
import { exampleRequest } from './engine/orders.ts'
import { setUp } from './engine/set-up.ts'
import { peakMemoryMb } from './stage/cpu-time.ts'
import { startDurablePostgres } from './stage/durable-postgres.ts'
import { machine } from './stage/machine.ts'
import { choices, number, numbers, readOptions } from './stage/options.ts'
import { startPart } from './stage/part.ts'
import { startRedis } from './stage/redis.ts'
import { median } from './stage/statistics.ts'
import { type Column, table } from './stage/table.ts'
import { type Undo, withUndo } from './stage/undo.ts'

const about = `Starts the API and a durable PostgreSQL, without a worker, and sends requests as fast as they are answered. The
process that sends them is not counted, but it shares the machine.`

const options = readOptions('api', about, {
  posts: ['200', 'how many POSTs are measured at each number at once'],
  'posts-at-once': ['1,10', 'how many POSTs at a time'],
  seconds: ['5', 'how long each GET is measured'],
  connections: ['20', 'how many GETs at a time'],
  runs: ['3', 'how often the GETs are measured, in turns; the table shows medians'],
  queue: ['postgres', 'where the queue is: redis, postgres'],
  json: ['', 'a file to write all results to'],
})

/** One row of the table. */
interface Row {
  readonly name: string
  readonly atOnce: number
  readonly runs: LoadResult[]
}

await withUndo(async (undo) => {
  console.log(await machine())
  const postgres = await startDurablePostgres(undo)
  const databaseUrl = await postgres.freshDatabase()
  const [queue] = choices('queue', options.queue, ['redis', 'postgres'] as const)
  const queueUrl = queue === 'redis' ? (await startRedis(undo)).url : databaseUrl
  await setUp(undo, { databaseUrl, queueUrl })
  const api = await startApi(undo, databaseUrl, queueUrl)
  const bare = await startPart(undo, 'bare-fastify.ts', { BENCH_DATABASE_URL: databaseUrl })
  const { url } = await bare.heard('ready')

  const rows: Row[] = []
  const requests = numbered()
  for (const atOnce of numbers('posts-at-once', options['posts-at-once'])) {
    const name = 'POST /v1/workspaces, private example'
    console.error(`${name}, ${atOnce} at once`)
    const sent = { warmUp: posts(requests, 30), calls: posts(requests, number('posts', options.posts)) }
    const target = { url: api.url, serverPid: api.pid, databasePid: postgres.pid }
    rows.push({ name, atOnce, runs: [await load({ ...target, ...sent, connections: atOnce, status: 202 })] })
  }

  const path = `/v1/jobs/${await oneJob(api.url, requests)}`
  const connections = number('connections', options.connections)
  const servers = [
    { name: 'GET /v1/jobs/{id}', url: api.url, serverPid: api.pid },
    { name: 'bare Fastify, one select', url: String(url), serverPid: bare.pid },
  ]
  const gets = servers.map((server) => ({
    server,
    row: { name: server.name, atOnce: connections, runs: [] as LoadResult[] },
  }))
  for (let run = 1; run <= number('runs', options.runs); run += 1) {
    for (const { server, row } of gets) {
      console.error(`${server.name}, run ${run}`)
      const target = { url: server.url, serverPid: server.serverPid, databasePid: postgres.pid }
      const get = (time: number): Iterable<Call> => forSeconds(time, { method: 'GET', path })
      row.runs.push(
        await load({
          ...target,
          warmUp: get(1),
          calls: get(number('seconds', options.seconds)),
          connections,
          status: 200,
        }),
      )
    }
  }
  rows.push(...gets.map(({ row }) => row))
  report(rows, peakMemoryMb(api.pid))
  if (options.json !== '') await writeFile(options.json, JSON.stringify({ at: new Date(), rows }, null, 2))
})

async function startApi(undo: Undo, databaseUrl: string, queueUrl: string): Promise<{ url: string; pid: number }> {
  const port = await freePort()
  const program = start(['node', 'apps/api/src/main.ts'], {
    NODE_ENV: 'production',
    PALISADE_DATABASE_URL: databaseUrl,
    PALISADE_QUEUE_URL: queueUrl,
    PALISADE_API_PORT: String(port),
    PALISADE_LOG_LEVEL: 'warn',
  })
  undo.add(() => stop(program))
  while (!program.output().includes('API listening')) {
    if (program.child.exitCode !== null) throw new Error(program.output())
    await delay(20)
  }
  return { url: `http://127.0.0.1:${port}`, pid: program.child.pid ?? 0 }
}

/** Requests of which none stands in another's way, without end. */
function* numbered(): Generator<Call, never> {
  for (let index = 0; ; index += 1)
    yield { method: 'POST', path: '/v1/workspaces', body: JSON.stringify(exampleRequest(`bench-${index}`, index)) }
}

function* posts(calls: Generator<Call, never>, count: number): Generator<Call> {
  for (let sent = 0; sent < count; sent += 1) yield calls.next().value
}

/** Submits one more, and answers the id of its job. */
async function oneJob(url: string, calls: Generator<Call, never>): Promise<string> {
  const { method, path, body } = calls.next().value
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${url}${path}`, { method, headers, body: body ?? '' })
  if (answer.status !== 202) throw new Error(`${answer.status} ${await answer.text()}`)
  const accepted: WorkspaceAccepted = JSON.parse(await answer.text())
  return accepted.job.id
}

function report(rows: readonly Row[], apiMemoryMb: number): void {
  const of =
    (value: (result: LoadResult) => number) =>
    ({ runs }: Row): number =>
      median(runs.map(value))
  const columns: readonly Column<Row>[] = [
    { heading: 'call', of: ({ name }) => name },
    { heading: 'at once', of: ({ atOnce }) => atOnce, digits: 0 },
    { heading: 'requests', of: of(({ requests }) => requests), digits: 0 },
    { heading: 'requests/s', of: of(({ perSecond }) => perSecond), digits: 0 },
    { heading: 'p50 ms', of: of(({ p50Ms }) => p50Ms) },
    { heading: 'p99 ms', of: of(({ p99Ms }) => p99Ms) },
    { heading: 'CPU ms server', of: of(({ serverCpu }) => serverCpu) },
    { heading: 'CPU ms PostgreSQL', of: of(({ databaseCpu }) => databaseCpu) },
    { heading: 'answer kB', of: of(({ kilobytes }) => kilobytes), digits: 1 },
  ]
  console.log(`\n${table(columns, rows)}\n`)
  console.log(`The API had ${apiMemoryMb.toFixed(0)} MB at most.`)
}
