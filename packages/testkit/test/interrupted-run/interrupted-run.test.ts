import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')
const config = fileURLToPath(new URL('./vitest.config.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'interrupted-run-'))
// The servers of the run have to pass through here, and they do not run as root.
chmodSync(folder, 0o755)
afterAll(() => rmSync(folder, { recursive: true }))

/** How long a machine that is busy may take for something that is certain to happen. */
const patience = { timeout: 120_000, interval: 100 }

// SIGINT is Ctrl-C, SIGTERM what a CI server sends, SIGKILL what the system does when memory is short.
test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
  'a run that is ended by %s leaves no process and no folder',
  { timeout: 300_000 },
  async (signal) => {
    const readyFile = join(folder, signal)
    const run = start(readyFile)
    await expect.poll(() => (existsSync(readyFile) ? 'ready' : run.exitCode), patience).not.toBeNull()
    const left: { folder: string; pid: number } = JSON.parse(readFileSync(readyFile, 'utf8'))
    expect(left.folder).toMatch(/\/palisade-test-\w+$/)
    // Two servers, the process that is deaf to signals, the run, and the one that runs the suite.
    expect(processesOf(left.folder).length).toBeGreaterThanOrEqual(5)

    const gone = once(run, 'exit')
    run.kill(signal)
    await gone
    await expect.poll(() => processesOf(left.folder), patience).toEqual([])
    await expect.poll(() => existsSync(left.folder), patience).toBe(false)
    await expect.poll(() => isRunning(left.pid), patience).toBe(false)
  },
)

/** Whether a process runs. One that has ended and that nobody has waited for yet does not. */
function isRunning(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

/** Starts a run of its own: without the cluster and the folder of the run that this test is a part of. */
function start(readyFile: string): ChildProcess {
  const { PALISADE_TEST_POSTGRES: _postgres, ...env } = process.env
  return spawn(process.execPath, [vitest, 'run', '--config', config], {
    env: { ...env, TMPDIR: folder, READY_FILE: readyFile },
    stdio: 'ignore',
  })
}

/** The commands of all processes that were started with this TMPDIR or have it in their arguments. */
function processesOf(path: string): string[] {
  const args = process.platform === 'darwin' ? ['-axEww'] : ['axeww']
  const table = execFileSync('ps', [...args, '-o', 'stat=,command='], { encoding: 'utf8', maxBuffer: 2 ** 27 })
  return table.split('\n').filter((line) => line.includes(path) && !line.startsWith('Z'))
}
