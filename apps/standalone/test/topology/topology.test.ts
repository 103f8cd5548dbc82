import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { Agent, get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JobView, WorkspaceAccepted } from '@palisade/contract'
import { freePort, type TemporaryDatabase, temporaryDatabase } from '@palisade/testkit'
import pg from 'pg'
import { afterEach, describe, expect, test } from 'vitest'
import { composeServices, type Service } from './compose.ts'
import { exitCode, type Program, start, stop } from './programs.ts'

// No Docker runs where this is tested. The services are started as processes instead, with the commands and the
// environment of the compose file itself; only names of hosts, ports and folders are those of this machine.

const hasRedis = (() => {
  try {
    execFileSync('redis-server', ['--version'])
    return true
  } catch {
    return false
  }
})()
if (!hasRedis && process.env.CI) throw new Error('In CI the topology with Redis has to run: install redis-server.')

declare module 'vitest' {
  interface TaskMeta {
    /** What a suite lacks to be run on this machine; the end of the run says so. */
    leftOutFor?: string
  }
}

const services = composeServices()
const timeScale = '240'

function service(name: string): Service & { command: string[] } {
  const found = services[name]
  if (found?.command === undefined) throw new Error(`docker-compose.yml has no service ${name} with a command.`)
  return { ...found, command: found.command }
}

test('the compose file names the services of the scaled-out topology, closed to other machines', () => {
  expect(Object.keys(services).sort()).toEqual([
    'api',
    'migrate',
    'postgres',
    'queue',
    'simulator',
    'worker-1',
    'worker-2',
  ])
  const published = Object.values(services).flatMap((one) => one.ports ?? [])
  expect(published.length).toBeGreaterThan(0)
  for (const port of published) expect(port).toMatch(/^127\.0\.0\.1:/)
})

test('every service that goes on running has a health check', () => {
  const without = Object.entries(services).filter(([name, one]) => name !== 'migrate' && one.healthcheck === undefined)
  expect(without).toEqual([])
})

test('ticks are neither evicted nor forgotten by a restart', () => {
  expect(service('queue').command.join(' ')).toContain('--appendonly yes --maxmemory-policy noeviction')
})

describe('one API and two workers with the queue on postgres', () => describeTopology('postgres'))
describe.skipIf(!hasRedis)(
  'one API and two workers with the queue on redis',
  { meta: { leftOutFor: 'redis-server' } },
  () => describeTopology('redis'),
)

function describeTopology(backend: 'redis' | 'postgres'): void {
  const programs: Program[] = []
  let folder: string
  let database: TemporaryDatabase

  afterEach(async () => {
    await Promise.all(programs.splice(0).reverse().map(stop))
    await rm(folder, { recursive: true, force: true })
    await database.drop()
  })

  test('make the sample workspace and remove it without a trace', { timeout: 600_000 }, async () => {
    folder = await mkdtemp(join(tmpdir(), 'palisade-topology-'))
    database = await temporaryDatabase()
    const ports = { simulator: await freePort(), api: await freePort(), queue: await freePort() }

    /** The environment of a service, on this machine instead of in containers. */
    const environment = (name: string): Record<string, string> => {
      const here = Object.entries(service(name).environment ?? {}).map(([key, value]) => {
        const text = String(value)
        if (key === 'PALISADE_DATABASE_URL') return [key, database.url]
        if (key === 'PALISADE_QUEUE_URL')
          return [key, backend === 'redis' ? text.replace('queue:6379', `127.0.0.1:${ports.queue}`) : database.url]
        if (key.endsWith('_TIME_SCALE')) return [key, timeScale]
        if (key === 'ARM_SIMULATOR_PORT') return [key, String(ports.simulator)]
        if (key === 'PALISADE_API_PORT') return [key, String(ports.api)]
        if (key === 'PALISADE_WORKER_HEARTBEAT_FILE') return [key, join(folder, `${name}-heartbeat`)]
        return [
          key,
          text
            .replace('0.0.0.0', '127.0.0.1')
            .replace('simulator:8443', `127.0.0.1:${ports.simulator}`)
            .replace(/^\/simulator/, join(folder, 'simulator')),
        ]
      })
      return Object.fromEntries(here)
    }
    const run = async (name: string, ready: string): Promise<void> => {
      const program = start(service(name).command, environment(name))
      programs.push(program)
      await expect.poll(program.output).toContain(ready)
    }

    if (backend === 'redis') {
      const [, ...options] = service('queue').command
      const redis = start(['redis-server', '--port', String(ports.queue), '--dir', folder, ...options], {})
      programs.push(redis)
      await expect.poll(redis.output).toContain('Ready to accept connections')
    }
    const migration = start(service('migrate').command, environment('migrate'))
    expect([await exitCode(migration), migration.output()]).toEqual([0, 'The database is up to date.\n'])
    await run('simulator', 'ARM simulator listening')
    await Promise.all([run('api', 'API listening'), run('worker-1', 'takes jobs'), run('worker-2', 'takes jobs')])

    const api = `http://127.0.0.1:${ports.api}`
    const body = await readFile(new URL('../../../../examples/private.json', import.meta.url), 'utf8')
    const posted = await fetch(`${api}/v1/workspaces`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    })
    expect(posted.status).toBe(202)
    const { workspace, job }: WorkspaceAccepted = JSON.parse(await posted.text())
    const status = async (id: string): Promise<JobView['status']> =>
      JSON.parse(await (await fetch(`${api}/v1/jobs/${id}`)).text()).status
    await expect.poll(() => status(job.id), { timeout: 240_000, interval: 200 }).toBe('succeeded')

    // Both workers live, and say that they are well.
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    const { rows } = await client.query('SELECT name FROM worker ORDER BY name')
    await client.end()
    expect(rows.map((row) => row.name)).toEqual(['worker-1', 'worker-2'])
    for (const name of ['worker-1', 'worker-2']) {
      const [, ...check] = service(name).healthcheck?.test ?? []
      expect(await exitCode(start(check, environment(name)))).toBe(0)
    }

    const removal = await fetch(`${api}/v1/workspaces/${workspace.id}`, { method: 'DELETE' })
    const { job: deletion }: WorkspaceAccepted = JSON.parse(await removal.text())
    await expect.poll(() => status(deletion.id), { timeout: 240_000, interval: 200 }).toBe('succeeded')
    const ca = await readFile(join(folder, 'simulator', 'ca.pem'), 'utf8')
    const token = await readFile(join(folder, 'simulator', 'control-token'), 'utf8')
    expect(await ask(`https://127.0.0.1:${ports.simulator}/_simulator/resources`, ca, token)).toEqual({ items: [] })
  })
}

async function ask(url: string, ca: string, token: string): Promise<unknown> {
  return await new Promise((resolve, reject) => {
    get(url, { agent: new Agent({ ca }), headers: { authorization: `Bearer ${token}` } }, (answer) => {
      let text = ''
      answer
        .setEncoding('utf8')
        .on('data', (part: string) => (text += part))
        .on('end', () => resolve(JSON.parse(text)))
    }).on('error', reject)
  })
}
