/**
 * `npm run bench -- [--time-scale N] [--runs N]`: how close the sample job comes to the critical path of its blueprint,
 * and how many reads it costs. Both are ratios within one run, so machines can be compared.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { Agent, get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { blueprintOf, criticalPath, criticalPathSeconds } from '@palisade/blueprint'
import type { JobView, WorkspaceAccepted } from '@palisade/contract'
import { freePort, temporaryDatabase } from '@palisade/testkit'
import { type Program, start, stop } from '../test/topology/programs.ts'

const { values } = parseArgs({
  options: { 'time-scale': { type: 'string', default: '60' }, runs: { type: 'string', default: '3' } },
})
const timeScale = Number(values['time-scale'])
const body = await readFile(new URL('../../../examples/private.json', import.meta.url), 'utf8')
const blueprint = blueprintOf(JSON.parse(body), { id: 'ws_bench' })
const seconds = criticalPathSeconds(blueprint)
const pathMs = (seconds * 1_000) / timeScale
const sumMs = (blueprint.resources.reduce((sum, { expectedSeconds }) => sum + expectedSeconds, 0) * 1_000) / timeScale

console.log(`critical path: ${seconds} s at Azure's durations, through ${criticalPath(blueprint).join(' > ')}`)
console.log(`time scale ${timeScale}: critical path ${pathMs.toFixed(0)} ms, sum of all steps ${sumMs.toFixed(0)} ms`)
for (let run = 1; run <= Number(values.runs); run++) {
  const { jobMs, queuedMs, reads } = await measure()
  const ratios = [
    `${(jobMs / pathMs).toFixed(3)} x critical path`,
    `${(reads / blueprint.resources.length).toFixed(2)} reads per resource`,
  ]
  console.log(
    `run ${run}: job ${jobMs} ms (${queuedMs} ms of it queued) = ${ratios.join(', ')} (${reads} reads, ${blueprint.resources.length} resources)`,
  )
}
process.exit(0)

async function measure(): Promise<{ jobMs: number; queuedMs: number; reads: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'palisade-bench-'))
  const database = await temporaryDatabase()
  const programs: Program[] = []
  const run = async (file: string, environment: Record<string, string>, ready: string): Promise<void> => {
    const program = start(['node', file], environment)
    programs.push(program)
    while (!program.output().includes(ready)) await delay(20)
  }
  try {
    const simulator = `https://127.0.0.1:${await serveSimulator(folder, run)}`
    const port = String(await freePort())
    const common = { PALISADE_DATABASE_URL: database.url, PALISADE_LOG_LEVEL: 'warn' }
    await run('apps/api/src/main.ts', { ...common, PALISADE_API_PORT: port }, 'API listening')
    const azure = {
      PALISADE_AZURE_ENDPOINT: simulator,
      PALISADE_AZURE_CA_FILE: join(folder, 'ca.pem'),
      PALISADE_AZURE_CREDENTIAL: 'simulator',
      PALISADE_AZURE_TIME_SCALE: String(timeScale),
    }
    await run('apps/worker/src/main.ts', { ...common, ...azure }, 'takes ticks')

    const api = `http://127.0.0.1:${port}`
    const headers = { 'content-type': 'application/json' }
    const posted = await fetch(`${api}/v1/workspaces`, { method: 'POST', body, headers })
    const accepted: WorkspaceAccepted = JSON.parse(await posted.text())
    const job = await finished(`${api}/v1/jobs/${accepted.job.id}`)
    if (job.status !== 'succeeded') throw new Error(JSON.stringify(job.error))
    const calls = await ledger(simulator, await readFile(join(folder, 'ca.pem'), 'utf8'))
    return {
      // From the moment it was asked for, not from the first step on.
      jobMs: Date.parse(job.finishedAt ?? '') - Date.parse(job.createdAt),
      queuedMs: Date.parse(job.startedAt ?? '') - Date.parse(job.createdAt),
      reads: calls.filter((call) => call.method === 'GET').length,
    }
  } finally {
    await Promise.all(programs.reverse().map(stop))
    await database.drop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function serveSimulator(
  folder: string,
  run: (file: string, environment: Record<string, string>, ready: string) => Promise<void>,
): Promise<number> {
  const port = await freePort()
  const environment = {
    ARM_SIMULATOR_PORT: String(port),
    ARM_SIMULATOR_DATA: folder,
    ARM_SIMULATOR_TIME_SCALE: String(timeScale),
  }
  await run('apps/arm-simulator/src/main.ts', environment, 'ARM simulator listening')
  return port
}

async function finished(url: string): Promise<JobView> {
  for (;;) {
    const job: JobView = JSON.parse(await (await fetch(url)).text())
    if (job.done) return job
    await delay(250)
  }
}

async function ledger(simulator: string, ca: string): Promise<{ method: string }[]> {
  return await new Promise((resolve, reject) => {
    get(`${simulator}/_simulator/ledger?after=0`, { agent: new Agent({ ca }) }, (answer) => {
      let text = ''
      answer
        .setEncoding('utf8')
        .on('data', (part: string) => (text += part))
        .on('end', () => resolve(JSON.parse(text).items))
    }).on('error', reject)
  })
}
