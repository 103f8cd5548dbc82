import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort, Gate } from '@palisade/testkit'
import type { Store } from './store.ts'

/** Whether there is a `redis-server` on the path. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0

/** A new Redis without persistence. */
export async function redisStore(): Promise<Store> {
  const port = await freePort()
  let server: ChildProcess | undefined

  async function start(): Promise<void> {
    const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', tmpdir()]
    server = spawn('redis-server', args, { stdio: 'ignore' })
    while (!(await accepts(port))) await pause(20)
  }

  async function stop(): Promise<void> {
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return
    const gone = once(server, 'exit')
    server.kill('SIGKILL')
    await gone
  }

  await start()
  const { gate, port: gatePort } = await Gate.open(port)
  return {
    url: `redis://127.0.0.1:${gatePort}`,
    stop,
    start,
    hang: () => gate.hang(),
    resume: () => gate.resume(),
    arrivals: () => gate.arrivals,
    remove: async () => {
      await stop()
      await gate.close()
    },
  }
}

async function accepts(port: number): Promise<boolean> {
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
