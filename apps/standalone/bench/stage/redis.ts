import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from '@palisade/testkit'
import type { Undo } from './undo.ts'

/** Whether there is a `redis-server` on the path. */
export function hasRedis(): boolean {
  return spawnSync('redis-server', ['--version']).status === 0
}

/** An empty Redis server. */
export interface RedisServer {
  readonly url: string
  readonly pid: number
  stop(): Promise<void>
}

/** Starts a Redis server as a queue is usually run: an append-only file that is synced every second, nothing evicted. */
export async function startRedis(undo: Undo): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), 'palisade-bench-redis-'))
  const port = await freePort()
  const place = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder]
  const durability = ['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', '']
  const server = spawn('redis-server', [...place, ...durability, '--maxmemory-policy', 'noeviction'], {
    detached: true,
    stdio: 'ignore',
  })
  const stop = async (): Promise<void> => {
    if (server.exitCode === null && server.signalCode === null) {
      const gone = once(server, 'exit')
      server.kill('SIGKILL')
      await gone
    }
    await rm(folder, { recursive: true, force: true })
  }
  undo.add(stop)
  await once(server, 'spawn')
  while (!(await answers(port))) {
    if (server.exitCode !== null) throw new Error(`redis-server ended with ${server.exitCode}.`)
    await delay(20)
  }
  return { url: `redis://127.0.0.1:${port}`, pid: server.pid ?? 0, stop }
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
