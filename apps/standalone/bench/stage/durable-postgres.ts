import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { chmod, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { accountFor, findPrograms, makeCluster, user } from '@palisade/local-postgres'
import { freePort } from '@palisade/testkit'
import pg from 'pg'
import type { Undo } from './undo.ts'

/** As durable as a server that holds the truth must be: every commit is on the disk before it is answered. */
const settings = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '256MB',
  max_connections: '200',
  // One checkpoint in the middle of one run and none in another would be compared with each other.
  max_wal_size: '8GB',
  checkpoint_timeout: '30min',
  autovacuum_naptime: '10s',
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.max': '1000',
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  lc_messages: 'C',
}

/** What a database has done so far. */
interface DatabaseCounts {
  readonly commits: number
  /** Statements that clients sent, BEGIN and COMMIT included: each is one round trip. */
  readonly statements: number
}

/** A durable PostgreSQL server for benchmarks. */
export interface DurablePostgres {
  readonly pid: number
  /** Makes an empty database and answers its URL. Drops the one before, unless that is to be kept. */
  freshDatabase(options?: { readonly keepOthers: boolean }): Promise<string>
  counts(url: string): Promise<DatabaseCounts>
}

/** Starts a server of its own in a folder that is removed at the end. */
export async function startDurablePostgres(undo: Undo): Promise<DurablePostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'palisade-bench-pg-'))
  undo.add(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  // PostgreSQL does not run as root; the user that it runs as instead has to pass through here.
  await chmod(folder, 0o755)
  const cluster = join(folder, 'data')
  const account = accountFor(cluster)
  const { bin } = findPrograms(account)
  const password = randomBytes(16).toString('hex')
  await makeCluster({ account, cluster, bin }, password)
  const port = await freePort()
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(join(bin, 'postgres'), ['-D', cluster, '-p', String(port), ...flags], {
    ...account,
    cwd: '/',
    // Ctrl-C reaches every process of a terminal. This one is ended by us, after those that still write to it.
    detached: true,
    env: { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  undo.add(() => endServer(server))
  await isReady(server)

  const url = (database: string): string => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`
  let made = 0
  return {
    pid: server.pid ?? 0,
    freshDatabase: ({ keepOthers } = { keepOthers: false }) =>
      withClient(url('postgres'), async (admin) => {
        if (made > 0 && !keepOthers) await admin.query(`DROP DATABASE IF EXISTS bench_${made} WITH (FORCE)`)
        made += 1
        await admin.query(`CREATE DATABASE bench_${made}`)
        await withClient(url(`bench_${made}`), async (client) => {
          await client.query('CREATE EXTENSION pg_stat_statements')
        })
        await admin.query('CHECKPOINT')
        return url(`bench_${made}`)
      }),
    counts: (database) => withClient(database, readCounts),
  }
}

/** Connects for one piece of work. */
export async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url, application_name: 'palisade-bench' })
  // A server that ends cuts the connection; without a listener that would end this process before it cleaned up.
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function readCounts(client: pg.Client): Promise<DatabaseCounts> {
  const { rows } = await client.query<{ commits: number; statements: number }>(
    `SELECT (SELECT xact_commit::float8 FROM pg_stat_database WHERE datname = current_database()) AS commits,
            (SELECT coalesce(sum(calls), 0)::float8 FROM pg_stat_statements
             WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND toplevel) AS statements`,
  )
  return rows[0] ?? { commits: Number.NaN, statements: Number.NaN }
}

async function endServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const gone = once(server, 'exit')
  // At once and without a checkpoint: the data is thrown away.
  server.kill('SIGQUIT')
  await gone
}

async function isReady(server: ChildProcess): Promise<void> {
  let said = ''
  await new Promise<void>((resolve, reject) => {
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (said.includes('ready to accept connections')) return
      said += text
      if (said.includes('ready to accept connections')) resolve()
    })
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}: ${said}`)))
  })
}
