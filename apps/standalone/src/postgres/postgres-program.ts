import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Program } from '../processes/program.ts'
import { endLeftover } from './end-leftover.ts'
import type { Place } from './place.ts'

/** Small: one machine, a few processes of ours, and a limit on what all of it may take. */
const settings = {
  shared_buffers: '32MB',
  max_connections: '60',
  listen_addresses: '127.0.0.1',
  // A socket file would need a folder that its user may write, and nobody uses it.
  unix_socket_directories: '',
  lc_messages: 'C',
  // Without parallel queries and with one I/O worker there are fewer processes, and nothing here is slower.
  max_parallel_workers: '0',
  io_method: 'sync',
  // A failed statement may carry what a client sent, and a log is no place for that.
  log_min_error_statement: 'panic',
}

/** The embedded PostgreSQL server as a program to supervise. */
export function postgresProgram(place: Place, port: number): Program {
  return {
    name: 'postgres',
    readyLine: 'database system is ready to accept connections',
    // Fast shutdown: open transactions are rolled back, connections closed.
    stopSignal: 'SIGINT',
    // Immediate shutdown. SIGKILL would leave its children running for a moment, with the data open.
    killSignal: 'SIGQUIT',
    stopWithinMs: 2_500,
    prepare: () => endLeftover(place.cluster),
    spawn: () => {
      const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
      return spawn(join(place.bin, 'postgres'), ['-D', place.cluster, '-p', String(port), ...flags], {
        ...place.account,
        cwd: '/',
        env: { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C' },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      })
    },
  }
}
