import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { Agent } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort } from '@palisade/testkit'
import { start, stop } from '../../test/topology/programs.ts'
import { wholeLedger } from '../open-stage.ts'
import { type Message, startPart } from '../stage/part.ts'
import type { Undo } from '../stage/undo.ts'
import { graph } from './graph.ts'

/** What stands in for Azure in a run. */
export interface Azure {
  /** What a worker has to be told to find it. */
  readonly environment: Readonly<Record<string, string>>
  /** How many resources are finished; undefined where that is not known. */
  steps(): number | undefined
  /** Whether all may be finished, so that it is worth asking the engine. */
  isComplete(): boolean
  /** How long to wait between two questions to the engine. */
  readonly askEveryMs: number
  report(): Promise<{ readonly reads: number; readonly writes: number; readonly wrong: readonly string[] }>
}

/** The light stub: see `processes/arm-stub.ts`. */
export async function startStub(
  undo: Undo,
  plan: { readonly scale: number; readonly jobs: number; readonly jitter: number },
): Promise<Azure> {
  const stub = await startPart(undo, 'arm-stub.ts', {
    BENCH_SCALE: String(plan.scale),
    BENCH_JOBS: String(plan.jobs),
    BENCH_JITTER: String(plan.jitter),
  })
  const { url } = await stub.heard('ready')
  let steps = 0
  let isComplete = false
  stub.on('progress', ({ read }) => {
    steps = Number(read)
  })
  stub.on('complete', () => {
    steps = plan.jobs * graph.length
    isComplete = true
  })
  return {
    environment: {
      BENCH_STUB_URL: String(url),
      // The configuration asks for an endpoint; nobody calls it.
      PALISADE_AZURE_ENDPOINT: 'https://127.0.0.1:9',
      PALISADE_AZURE_CREDENTIAL: 'simulator',
    },
    steps: () => steps,
    isComplete: () => isComplete,
    askEveryMs: 5,
    report: async () => {
      stub.tell('report')
      const counts = await stub.heard('report')
      return {
        reads: Number(counts.polls) + Number(counts.gets),
        writes: Number(counts.puts),
        wrong: wrongIn(counts, plan.jobs),
      }
    },
  }
}

function wrongIn(counts: Message, jobs: number): string[] {
  const wrong: string[] = []
  if (counts.jobs !== jobs) wrong.push(`only ${counts.jobs} of ${jobs} jobs have all their resources`)
  if (counts.writtenTwice !== 0) wrong.push(`${counts.writtenTwice} resources were written twice`)
  if (counts.tooEarly !== 0) wrong.push(`${counts.tooEarly} resources were written before what they need`)
  if (counts.unknown !== 0) wrong.push(`${counts.unknown} calls for what is not there`)
  return wrong
}

/** The product's simulator of Azure Resource Manager, for the real gateway. */
export async function startSimulator(undo: Undo, timeScale: number): Promise<Azure> {
  const folder = await mkdtemp(join(tmpdir(), 'palisade-bench-arm-'))
  undo.add(() => rm(folder, { recursive: true, force: true }))
  const port = await freePort()
  const program = start(['node', 'apps/arm-simulator/src/main.ts'], {
    ARM_SIMULATOR_PORT: String(port),
    ARM_SIMULATOR_DATA: folder,
    ARM_SIMULATOR_TIME_SCALE: String(timeScale),
  })
  undo.add(() => stop(program))
  while (!program.output().includes('ARM simulator listening')) {
    if (program.child.exitCode !== null) throw new Error(program.output())
    await delay(20)
  }
  const caFile = join(folder, 'ca.pem')
  const agent = new Agent({ ca: await readFile(caFile, 'utf8'), keepAlive: true })
  undo.add(() => agent.destroy())
  const endpoint = `https://127.0.0.1:${port}`
  return {
    environment: {
      PALISADE_AZURE_ENDPOINT: endpoint,
      PALISADE_AZURE_CA_FILE: caFile,
      PALISADE_AZURE_CREDENTIAL: 'simulator',
    },
    steps: () => undefined,
    isComplete: () => true,
    askEveryMs: 25,
    report: async () => {
      const calls = await wholeLedger(endpoint, agent, await readFile(join(folder, 'control-token'), 'utf8'))
      const isRead = ({ method }: { method: string }): boolean => method === 'GET' || method === 'HEAD'
      const reads = calls.filter(isRead).length
      return { reads, writes: calls.length - reads, wrong: [] }
    },
  }
}
