import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { Agent, request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Simulator, startSimulator } from '@palisade/arm-simulator'
import { findJob, findWorkspace, listResources, openStore, requestDeletion } from '@palisade/store'
import { temporaryDatabase } from '@palisade/testkit'
import pino from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { readConfiguration } from '../src/configuration.ts'
import { startWorker } from '../src/start-worker.ts'
import { checkOut, hasCommit } from './support/old-version.ts'

/** The last version whose workers leased single steps. */
const previous = '8eb08ea'
/** Slow enough that the job is under way while a deployment goes on, on a busy machine too. */
const timeScale = 40
const waits = { timeout: 200_000, interval: 100 }

const hasHistory = await hasCommit(previous)
if (!hasHistory) console.log(`The upgrade is not tested: this clone has no commit ${previous} (git fetch --unshallow).`)

test.skipIf(!hasHistory)(
  'a job of the version before is finished by this one, through a migration in mid-job',
  async () => {
    const database = await temporaryDatabase()
    onTestFinished(() => database.drop())
    const data = await mkdtemp(join(tmpdir(), 'palisade-upgrade-'))
    onTestFinished(() => rm(data, { recursive: true }))
    const simulator = await startSimulator({ timeScale })
    onTestFinished(() => simulator.close())
    await writeFile(join(data, 'ca.pem'), simulator.ca)
    const old = await checkOut(previous)
    onTestFinished(() => old.remove())

    const env = {
      PALISADE_DATABASE_URL: database.url,
      PALISADE_QUEUE_URL: database.url,
      PALISADE_AZURE_ENDPOINT: simulator.url,
      PALISADE_AZURE_CA_FILE: join(data, 'ca.pem'),
      PALISADE_AZURE_CREDENTIAL: 'simulator',
      PALISADE_AZURE_TIME_SCALE: `${timeScale}`,
      PALISADE_WORKER_NAME: 'worker-1',
    }
    const store = openStore({ databaseUrl: database.url, applicationName: 'test' })
    onTestFinished(() => store.close())
    await store.pool.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
    await old.run(['packages/store/src/migrations/main.ts'], env)
    await old.run(['--input-type=module', '--eval', order], env)
    const oldWorker = await old.start('apps/worker/src/main.ts', /takes ticks/, env)

    const succeeded = async (): Promise<number> => {
      const { rows } = await store.pool.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM step WHERE state = 'succeeded'`,
      )
      return rows[0]?.n ?? 0
    }
    await expect.poll(succeeded, waits).toBeGreaterThan(15)
    await promisify(execFile)(process.execPath, [migrations], { env: { ...process.env, ...env } })
    const atMigration = await succeeded()
    await expect.poll(succeeded, waits).toBeGreaterThan(atMigration)
    expect((await findJob(store, jobId))?.job.status).toBe('running')

    const worker = await startWorker(readConfiguration(env), pino({ level: 'silent' }))
    onTestFinished(() => worker.stop())
    await oldWorker.stop()
    expect((await findJob(store, jobId))?.job.status).toBe('running')
    await expect.poll(async () => (await findJob(store, jobId))?.job.finishedAt, waits).toBeInstanceOf(Date)

    const found = await findJob(store, jobId)
    expect(found?.job).toMatchObject({ status: 'succeeded', error: null })
    expect((await findWorkspace(store, workspaceId))?.workspace.status).toBe('ready')
    const created = (await ask<{ effect: string; resourceId: string }>(simulator, 'ledger?after=0'))
      .filter(({ effect }) => effect === 'created')
      .map(({ resourceId }) => resourceId.toLowerCase())
    expect(created.toSorted()).toEqual([...new Set(created)].sort())

    const resources = await listResources(store.pool, workspaceId)
    const steps = found?.steps.filter(({ action }) => action !== 'check') ?? []
    expect(resources.map(({ key }) => key)).toEqual(steps.map(({ key }) => key))
    expect(resources.filter(({ outputs }) => outputs === null)).toEqual([])
    expect(resources.filter(({ begun, declared }) => declared.action === 'make' && !begun)).toEqual([])
    expect(new Set(resources.filter(({ made }) => made).map(({ declared }) => declared.id.toLowerCase()))).toEqual(
      new Set(created),
    )

    const deletion = await requestDeletion(store, { workspaceId, jobId: 'job_delete', actor: 'test' })
    expect(deletion.outcome).toBe('requested')
    await expect.poll(async () => (await findJob(store, 'job_delete'))?.job.finishedAt, waits).toBeInstanceOf(Date)
    expect((await findJob(store, 'job_delete'))?.job).toMatchObject({ status: 'succeeded', error: null })
    expect(await ask(simulator, 'resources')).toEqual([])
  },
  400_000,
)

const workspaceId = 'ws_upgrade'
const jobId = 'job_upgrade'
const migrations = fileURLToPath(new URL('../../../packages/store/src/migrations/main.ts', import.meta.url))

/** Run in the folder of the old version, with its packages. */
const order = `
  import { readFileSync } from 'node:fs'
  import { blueprintOf } from '@palisade/blueprint'
  import { createWorkspace, openStore } from '@palisade/store'
  const store = openStore({ databaseUrl: process.env.PALISADE_DATABASE_URL, applicationName: 'old' })
  const request = JSON.parse(readFileSync('examples/private.json', 'utf8'))
  const blueprint = blueprintOf(request, { id: '${workspaceId}' })
  const job = { workspaceId: '${workspaceId}', jobId: '${jobId}', request, blueprint, actor: 'test' }
  const { outcome } = await createWorkspace(store, job)
  if (outcome !== 'created') throw new Error(outcome)
  await store.close()
`

/** Asks the simulator what it holds, or what it was asked for. */
async function ask<T>(simulator: Pick<Simulator, 'url' | 'ca' | 'controlToken'>, path: string): Promise<T[]> {
  return await new Promise<T[]>((resolve, reject) => {
    const headers = { authorization: `Bearer ${simulator.controlToken}` }
    request(`${simulator.url}/_simulator/${path}`, { agent: new Agent({ ca: simulator.ca }), headers }, (answer) => {
      let text = ''
      answer
        .setEncoding('utf8')
        .on('data', (part: string) => (text += part))
        .on('end', () => resolve(JSON.parse(text).items))
    })
      .on('error', reject)
      .end()
  })
}
