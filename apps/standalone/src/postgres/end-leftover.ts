import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { CannotStart } from '../cannot-start.ts'

/**
 * Ends the PostgreSQL server that a run left behind when it was killed. It is asked to end in order first, then to end
 * at once; both lose nothing that was committed.
 */
export async function endLeftover(cluster: string): Promise<void> {
  const pidFile = join(cluster, 'postmaster.pid')
  const pid = Number(read(pidFile).split('\n')[0])
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return
  if (!isServerOf(pid, cluster)) {
    // The process id belongs to something else by now, and PostgreSQL would refuse to start because of it.
    await rm(pidFile)
    return
  }
  process.kill(pid, 'SIGINT')
  if (await hasEnded(pid, 5_000)) return
  process.kill(pid, 'SIGQUIT')
  if (await hasEnded(pid, 5_000)) return
  throw new CannotStart(`PostgreSQL of an earlier run (process ${pid}) does not end. Kill it, and start again.`)
}

function isServerOf(pid: number, cluster: string): boolean {
  const command =
    process.platform === 'linux'
      ? read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')
      : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  return command.includes('postgres') && command.includes(`-D ${cluster} `)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function hasEnded(pid: number, withinMs: number): Promise<boolean> {
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; await delay(20)) if (!isAlive(pid)) return true
  return false
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
