import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { Agent, request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startSimulator } from '@palisade/arm-simulator'
import { blueprintOf } from '@palisade/blueprint'
import type { WorkspaceRequest } from '@palisade/contract'
import { createWorkspace, openStore, type Store } from '@palisade/store'
import { temporaryDatabase } from '@palisade/testkit'
import { until } from './scripted.ts'
import type { LedgerItem } from './stage.ts'

/** So much faster than Azure that a job takes some seconds: it is under way when something happens to its worker. */
const usualTimeScale = 5

/** What of the example is made: four resources, of which three take 20 to 30 seconds in Azure. */
const kept = ['network/resource-group', 'resources/storage', 'resources/container-registry', 'resources/log-analytics']

/** A worker in a process of its own. */
export interface WorkerProcess {
  readonly name: string
  readonly child: ChildProcess
  output(): string
}

/** A database, a simulated Azure, and workers that are processes of their own. */
export async function openProcessStage(timeScale = usualTimeScale) {
  const database = await temporaryDatabase()
  const store = openStore({ databaseUrl: database.url, applicationName: 'test' })
  const simulator = await startSimulator({ timeScale })
  const folder = await mkdtemp(join(tmpdir(), 'palisade-workers-'))
  const caFile = join(folder, 'ca.pem')
  await writeFile(caFile, simulator.ca)
  const workers: WorkerProcess[] = []
  const agent = new Agent({ ca: simulator.ca, keepAlive: true })

  return {
    store,
    databaseUrl: database.url,

    /** Starts a worker and waits until it takes jobs. */
    start: async (name: string, databaseUrl = database.url): Promise<WorkerProcess> => {
      const child = spawn(process.execPath, [fileURLToPath(new URL('../../src/main.ts', import.meta.url))], {
        env: {
          PATH: process.env.PATH,
          PALISADE_DATABASE_URL: databaseUrl,
          // The queue is not what is asked about; it stays reachable.
          PALISADE_QUEUE_URL: database.url,
          PALISADE_AZURE_ENDPOINT: simulator.url,
          PALISADE_AZURE_CA_FILE: caFile,
          PALISADE_AZURE_CREDENTIAL: 'simulator',
          PALISADE_AZURE_TIME_SCALE: String(timeScale),
          PALISADE_WORKER_NAME: name,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let text = ''
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (part: string) => (text += part))
      const worker = { name, child, output: () => text }
      workers.push(worker)
      await until(`${name} to start`, () => {
        if (child.exitCode !== null) throw new Error(`${name} ended: ${text}`)
        return text.includes('takes') ? true : undefined
      })
      return worker
    },

    /** Every call of the simulated Azure so far. */
    ledger: async (): Promise<LedgerItem[]> => {
      const items: LedgerItem[] = []
      for (let after = 0; ; ) {
        const page = await ask<{ items: (LedgerItem & { readonly seq: number })[] }>(
          `${simulator.url}/_simulator/ledger?after=${after}`,
          agent,
          simulator.controlToken,
        )
        const last = page.items.at(-1)
        if (last === undefined) return items
        items.push(...page.items)
        after = last.seq
      }
    },

    close: async () => {
      for (const { child } of workers) {
        if (child.exitCode !== null || child.signalCode !== null) continue
        const gone = once(child, 'exit')
        child.kill('SIGKILL')
        await gone
      }
      agent.destroy()
      await simulator.close()
      await store.close()
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function ask<T>(url: string, agent: Agent, token: string): Promise<T> {
  return await new Promise<T>((resolve, reject) => {
    request(url, { agent, headers: { authorization: `Bearer ${token}` } }, (answer) => {
      let text = ''
      answer
        .setEncoding('utf8')
        .on('data', (part: string) => (text += part))
        .on('end', () => resolve(JSON.parse(text)))
    })
      .on('error', reject)
      .end()
  })
}

/** Orders workspaces of a few resources each, in as many subscriptions as it takes that none is short of calls. */
export async function orderWorkspaces(store: Store, count: number): Promise<string[]> {
  const example: WorkspaceRequest = JSON.parse(
    await readFile(new URL('../../../../examples/open.json', import.meta.url), 'utf8'),
  )
  const ids: string[] = []
  for (let n = 0; n < count; n++) {
    const workspaceId = `ws_${n}`
    const request: WorkspaceRequest = {
      ...example,
      name: `many-${n}`,
      resourceGroup: `rg-many-${n}`,
      subscriptionId: `11111111-2222-3333-4444-${String(n % 50).padStart(12, '0')}`,
    }
    const whole = blueprintOf(request, { id: workspaceId })
    const resources = whole.resources
      .filter(({ key }) => kept.includes(key))
      .map((declared) => ({ ...declared, after: declared.after.filter((key) => kept.includes(key)) }))
    const blueprint = { ...whole, resources, summary: { workspace: 'network/resource-group' } }
    const created = await createWorkspace(store, { workspaceId, jobId: `job_${n}`, request, blueprint, actor: 'test' })
    if (created.outcome !== 'created') throw new Error(created.outcome)
    ids.push(`job_${n}`)
  }
  return ids
}

/** How many jobs that have not ended each worker has, by its process; null: nobody. */
export async function jobsByProcess(store: Store): Promise<Map<number | null, number>> {
  const { rows } = await store.pool.query<{ pid: number | null; jobs: number }>(
    `SELECT worker.pid, count(*)::int AS jobs FROM job LEFT JOIN worker ON worker.id = job.worker_id
     WHERE job.finished_at IS NULL GROUP BY worker.pid`,
  )
  return new Map(rows.map(({ pid, jobs }) => [pid, jobs]))
}

/** How many of all steps have been begun. */
export async function begunSteps(store: Store): Promise<number> {
  const { rows } = await store.pool.query<{ begun: number }>(
    'SELECT count(*)::int AS begun FROM step WHERE attempts > 0',
  )
  return rows[0]?.begun ?? 0
}

/** Waits until no job is left, and answers how many ended in which way. */
export async function outcomes(store: Store, withinMs = 240_000): Promise<Record<string, number>> {
  await until(
    'all jobs to end',
    async () =>
      (await store.pool.query('SELECT 1 FROM job WHERE finished_at IS NULL LIMIT 1')).rowCount === 0 ? true : undefined,
    withinMs,
  )
  const { rows } = await store.pool.query<{ status: string; jobs: number }>(
    'SELECT status, count(*)::int AS jobs FROM job GROUP BY status',
  )
  return Object.fromEntries(rows.map(({ status, jobs }) => [status, jobs]))
}

/** The ids of what was created, each as often as it was. */
export function createdIn(ledger: readonly LedgerItem[]): string[] {
  return ledger.filter(({ effect }) => effect === 'created').map(({ resourceId }) => resourceId.toLowerCase())
}
