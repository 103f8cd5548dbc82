import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { GaveUp } from './gave-up.ts'
import { LogFile } from './log-file.ts'
import type { Program } from './program.ts'
import { supervise } from './supervise.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'palisade-supervise-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('supervise', () => {
  it('is ready when the program says so, and writes down what it says', async () => {
    const one = start('console.log("at work"); setInterval(() => {}, 1000)')
    await one.ready
    await one.stop()
    expect(readFileSync(join(root, 'thing.log'), 'utf8')).toContain('at work')
  })

  it('starts a program again that was killed, and says so', async () => {
    const lines: string[] = []
    const pids: number[] = []
    const one = start('console.log("at work"); setInterval(() => {}, 1000)', lines, pids)
    await one.ready
    process.kill(pids[0] ?? 0, 'SIGKILL')
    await vi.waitFor(() => expect(pids).toHaveLength(2), 60_000)
    expect(lines).toEqual(['The thing ended (SIGKILL); starting it again.'])
    await one.stop()
  })

  it('gives up on a program that dies again and again, with its last words', async () => {
    const one = start('console.error("no disk"); process.exit(3)')
    await expect(one.ready).rejects.toThrow(GaveUp)
    await expect(one.failed).rejects.toThrow('no disk')
    await one.stop()
  })

  it('ends a program by force that does not end in order', async () => {
    const one = start('process.on("SIGTERM", () => {}); console.log("at work"); setInterval(() => {}, 1000)')
    await one.ready
    await one.stop()
  })
})

function start(script: string, lines: string[] = [], pids: number[] = []) {
  const program: Program = {
    name: 'thing',
    readyLine: 'at work',
    stopSignal: 'SIGTERM',
    killSignal: 'SIGKILL',
    stopWithinMs: 300,
    spawn: () => {
      const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'pipe'] })
      pids.push(child.pid ?? 0)
      return child
    },
  }
  const folder = { root, logs: root, simulator: root, compileCache: root, heartbeat: root }
  return supervise(program, new LogFile(folder, 'thing'), (line) => lines.push(line))
}
