import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { accountFor, findPrograms, makeCluster, user } from '@palisade/local-postgres'
import { freePort } from './free-port.ts'

/** A PostgreSQL server of its own for tests. */
export interface Cluster {
  readonly url: (database: string) => string
  /** Ends the server and keeps its data. */
  stop(): Promise<void>
  /** Starts it again after `stop`. */
  start(): Promise<void>
  /** Ends the server and removes its data. */
  remove(): Promise<void>
}

/** Durability is off: what is tested is our code, not the disk. */
const settings = {
  fsync: 'off',
  max_connections: '200',
  shared_buffers: '32MB',
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
}

/** Makes and starts a PostgreSQL server on a free port. It ends with this process at the latest. */
export async function startCluster(): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'palisade-pg-'))
  // PostgreSQL does not run as root; the user that it runs as instead has to pass through here.
  await chmod(folder, 0o755)
  const cluster = join(folder, 'data')
  const account = accountFor(cluster)
  const { bin } = findPrograms(account)
  await makeCluster({ account, cluster, bin }, 'palisade')
  const port = await freePort()

  let server: ChildProcess | undefined
  const start = async (): Promise<void> => {
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const child = spawn(join(bin, 'postgres'), ['-D', cluster, '-p', String(port), ...flags], {
      ...account,
      cwd: '/',
      env: { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C' },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    server = child
    await isReady(child)
  }
  const stop = async (): Promise<void> => {
    if (server === undefined || server.exitCode !== null) return
    const gone = once(server, 'exit')
    server.kill('SIGINT')
    await gone
  }
  process.once('exit', () => {
    server?.kill('SIGQUIT')
    rmSync(folder, { recursive: true, force: true })
  })

  await start()
  return {
    url: (database) => `postgres://${user}:palisade@127.0.0.1:${port}/${database}`,
    start,
    stop,
    remove: async () => {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Resolves once the server says that it takes connections. */
async function isReady(server: ChildProcess): Promise<void> {
  let said = ''
  await new Promise<void>((resolve, reject) => {
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      // Read on to the end, so that the server never waits for us; kept only until it is ready.
      if (said.includes('ready to accept connections')) return
      said += text
      if (said.includes('ready to accept connections')) resolve()
    })
    server.once('error', reject)
    server.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}: ${said}`)))
  })
}
