import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { Agent, get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { freePort, temporaryDatabase } from '@palisade/testkit'
import { type Program, start, stop } from '../test/topology/programs.ts'

/** One call in the simulator's ledger, as far as benchmarks look at it. */
export interface LedgerItem {
  readonly seq: number
  readonly time: string
  readonly method: string
  readonly status: number
  readonly type: string | null
}

/** The product as separate programs on a database of its own, beside a simulator of its own. */
export interface Stage {
  /** Where the API is. */
  readonly api: string
  readonly databaseUrl: string
  /** All calls so far. */
  ledger(): Promise<LedgerItem[]>
  close(): Promise<void>
}

/** Starts API, workers and simulator, each with an empty past. */
export async function openStage(options: {
  readonly timeScale: number
  readonly workers: number
  readonly simulator?: Readonly<Record<string, string>>
  readonly worker?: Readonly<Record<string, string>>
}): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'palisade-bench-'))
  const database = await temporaryDatabase()
  const programs: Program[] = []
  const close = async (): Promise<void> => {
    await Promise.all(programs.reverse().map(stop))
    await database.drop()
    await rm(folder, { recursive: true, force: true })
  }
  const run = async (file: string, environment: Record<string, string>, ready: string): Promise<void> => {
    const program = start(['node', file], environment)
    programs.push(program)
    while (!program.output().includes(ready)) {
      if (program.child.exitCode !== null) throw new Error(program.output())
      await delay(20)
    }
  }
  try {
    const simulatorPort = await freePort()
    const simulator = {
      ARM_SIMULATOR_PORT: String(simulatorPort),
      ARM_SIMULATOR_DATA: folder,
      ARM_SIMULATOR_TIME_SCALE: String(options.timeScale),
      ...options.simulator,
    }
    await run('apps/arm-simulator/src/main.ts', simulator, 'ARM simulator listening')
    const endpoint = `https://127.0.0.1:${simulatorPort}`
    const apiPort = String(await freePort())
    const common = { PALISADE_DATABASE_URL: database.url, PALISADE_LOG_LEVEL: 'warn' }
    await run('apps/api/src/main.ts', { ...common, PALISADE_API_PORT: apiPort }, 'API listening')
    const azure = {
      PALISADE_AZURE_ENDPOINT: endpoint,
      PALISADE_AZURE_CA_FILE: join(folder, 'ca.pem'),
      PALISADE_AZURE_CREDENTIAL: 'simulator',
      PALISADE_AZURE_TIME_SCALE: String(options.timeScale),
    }
    for (let worker = 1; worker <= options.workers; worker += 1) {
      const named = { PALISADE_WORKER_NAME: `bench-${worker}` }
      await run('apps/worker/src/main.ts', { ...common, ...azure, ...named, ...options.worker }, 'takes jobs')
    }
    const agent = new Agent({ ca: await readFile(join(folder, 'ca.pem'), 'utf8'), keepAlive: true })
    const token = await readFile(join(folder, 'control-token'), 'utf8')
    return {
      api: `http://127.0.0.1:${apiPort}`,
      databaseUrl: database.url,
      ledger: () => wholeLedger(endpoint, agent, token),
      close: async () => {
        agent.destroy()
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** All that a simulator has recorded. */
export async function wholeLedger(endpoint: string, agent: Agent, token: string): Promise<LedgerItem[]> {
  const items: LedgerItem[] = []
  for (;;) {
    const page = await ledgerAfter(endpoint, agent, token, items.at(-1)?.seq ?? 0)
    if (page.length === 0) return items
    items.push(...page)
  }
}

async function ledgerAfter(endpoint: string, agent: Agent, token: string, after: number): Promise<LedgerItem[]> {
  return await new Promise((resolve, reject) => {
    get(
      `${endpoint}/_simulator/ledger?after=${after}`,
      { agent, headers: { authorization: `Bearer ${token}` } },
      (answer) => {
        let text = ''
        answer
          .setEncoding('utf8')
          .on('data', (part: string) => (text += part))
          .on('end', () => resolve(JSON.parse(text).items))
      },
    ).on('error', reject)
  })
}
