import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { criticalPathSeconds, graph, sumSeconds } from '../../bench/engine/graph.ts'
import { exitCode, type Program, start, stop } from '../topology/programs.ts'

describe('the benchmark of the engine', () => {
  let folder: string
  let bench: Program | undefined

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'palisade-test-'))
    // PostgreSQL does not run as root; the user that it runs as instead has to pass through here.
    await chmod(folder, 0o755)
  })
  afterEach(async () => {
    if (bench !== undefined) await stop(bench)
    await rm(folder, { recursive: true, force: true })
  })
  const run = (...options: string[]): Program => {
    const command = [
      'node',
      'apps/standalone/bench/main.ts',
      'engine',
      '--engines',
      'ours-postgres',
      '--gateway',
      'stub',
    ]
    bench = start([...command, ...options], { TMPDIR: folder })
    return bench
  }

  it('measures the graph that its documentation describes', () => {
    const edges = graph.reduce((sum, { after }) => sum + after.length, 0)
    expect([graph.length, edges, criticalPathSeconds, sumSeconds]).toEqual([30, 65, 499, 1_772])
  })

  it('finds nothing wrong with our engine', { timeout: 180_000 }, async () => {
    const json = join(folder, 'results.json')
    const program = run('--jobs', '3', '--scale', '0.001', '--json', json)
    expect(await exitCode(program), program.output()).toBe(0)
    const { results } = JSON.parse(await readFile(json, 'utf8'))
    expect(results).toMatchObject([{ engine: 'ours-postgres', jobs: 3, steps: 90, writes: 90, wrong: [] }])
  })

  it.runIf(process.platform === 'linux')(
    'leaves no process and no folder when it is interrupted',
    { timeout: 180_000 },
    async () => {
      const program = run('--jobs', '3', '--scale', '1')
      while (!program.output().includes('0 of 3 jobs')) {
        expect(program.child.exitCode, program.output()).toBeNull()
        await delay(50)
      }
      const parts = descendants(program.child.pid ?? 0)
      // PostgreSQL, the stub, the submitter and a worker at least.
      expect(parts.length).toBeGreaterThan(4)
      const gone = once(program.child, 'exit')
      program.child.kill('SIGINT')
      expect(await gone).toEqual([130, null])
      expect(parts.filter(isAlive)).toEqual([])
      expect((await readdir(folder)).filter((name) => name.startsWith('palisade-'))).toEqual([])
    },
  )
})

/** All processes below one. PostgreSQL starts and ends some of its own at any time. */
function descendants(pid: number): number[] {
  try {
    const children = readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    )
    return children.flatMap((child) => [child, ...descendants(child)])
  } catch {
    return []
  }
}

function isAlive(pid: number): boolean {
  try {
    // A zombie is gone; only its parent has not looked yet.
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
