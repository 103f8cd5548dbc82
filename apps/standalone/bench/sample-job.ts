/**
 * `npm run bench -- [--time-scale N] [--runs N]`: how close the sample job comes to the critical path of its blueprint,
 * and how many reads it costs. Both are ratios within one run, so machines can be compared.
 */
import { readFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { blueprintOf, criticalPath, criticalPathSeconds } from '@palisade/blueprint'
import type { JobView, WorkspaceAccepted } from '@palisade/contract'
import { openStage } from './open-stage.ts'

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
  const stage = await openStage({ timeScale, workers: 1 })
  try {
    const headers = { 'content-type': 'application/json' }
    const posted = await fetch(`${stage.api}/v1/workspaces`, { method: 'POST', body, headers })
    const accepted: WorkspaceAccepted = JSON.parse(await posted.text())
    const job = await finished(`${stage.api}/v1/jobs/${accepted.job.id}`)
    if (job.status !== 'succeeded') throw new Error(JSON.stringify(job.error))
    const calls = await stage.ledger()
    return {
      // From the moment it was asked for, not from the first step on.
      jobMs: Date.parse(job.finishedAt ?? '') - Date.parse(job.createdAt),
      queuedMs: Date.parse(job.startedAt ?? '') - Date.parse(job.createdAt),
      reads: calls.filter((call) => call.method === 'GET').length,
    }
  } finally {
    await stage.close()
  }
}

async function finished(url: string): Promise<JobView> {
  for (;;) {
    const job: JobView = JSON.parse(await (await fetch(url)).text())
    if (job.done) return job
    await delay(250)
  }
}
