/**
 * `npm run bench -- throttling [--workspaces N] [--workers N] [--time-scale N]`: many workspaces at once in one
 * subscription, on a simulator that throttles as Azure documents it: which share of the allowed writes is reached while
 * there is something to write, and how many calls are refused for their rate.
 */
import { readFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Pool } from 'pg'
import { type LedgerItem, openStage } from './open-stage.ts'

const { values } = parseArgs({
  options: {
    workspaces: { type: 'string', default: '300' },
    workers: { type: 'string', default: '2' },
    'time-scale': { type: 'string', default: '4' },
  },
})
const timeScale = Number(values['time-scale'])
const workspaces = Number(values.workspaces)
/** Azure's bucket of writes: so many at once, and so many more in each second. */
const bucket = { capacity: 200, perSecond: 10 }

const stage = await openStage({
  timeScale,
  workers: Number(values.workers),
  simulator: { ARM_SIMULATOR_THROTTLING: 'documented' },
})
const pool = new Pool({ connectionString: stage.databaseUrl, max: 1 })
try {
  await order()
  console.log(`${workspaces} workspaces ordered; ${values.workers} workers, time scale ${timeScale}`)
  const waitedUntil = await watch()
  report(await stage.ledger(), waitedUntil)
} finally {
  await pool.end()
  await stage.close()
}
process.exit(0)

async function order(): Promise<void> {
  const request: Record<string, unknown> = JSON.parse(
    await readFile(new URL('../../../examples/open.json', import.meta.url), 'utf8'),
  )
  for (let index = 0; index < workspaces; index += 1) {
    const body = JSON.stringify({ ...request, name: `bench-${index}`, resourceGroup: `rg-bench-${index}` })
    const answer = await fetch(`${stage.api}/v1/workspaces`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    })
    if (answer.status !== 202) throw new Error(`${answer.status} ${await answer.text()}`)
  }
}

/** Follows the jobs to their end, and answers until when there were steps that waited for their turn to write. */
async function watch(): Promise<number> {
  let waitedUntil = 0
  for (let round = 0; ; round += 1) {
    const { rows } = await pool.query<{ waiting: number; open: number; failed: number }>(
      `SELECT (SELECT count(*)::int FROM step WHERE admitted_at > now() AND state = 'pending') AS waiting,
              (SELECT count(*)::int FROM job WHERE finished_at IS NULL) AS open,
              (SELECT count(*)::int FROM job WHERE status IN ('failed', 'stuck')) AS failed`,
    )
    const [now = { waiting: 0, open: 0, failed: 0 }] = rows
    if (now.waiting > 0) waitedUntil = Date.now()
    if (round % 20 === 0) console.log(`  ${now.open} jobs open, ${now.waiting} steps wait for their turn`)
    if (now.open === 0) {
      if (now.failed > 0) throw new Error(`${now.failed} jobs failed`)
      return waitedUntil
    }
    await delay(500)
  }
}

function report(calls: readonly LedgerItem[], waitedUntil: number): void {
  const isWrite = ({ method }: LedgerItem): boolean => ['PUT', 'PATCH', 'POST'].includes(method)
  const refused = calls.filter(({ status }) => status === 429)
  const accepted = calls.filter((call) => isWrite(call) && call.status !== 429)
  const firstMs = Date.parse(accepted[0]?.time ?? '')
  const writes = accepted.filter(({ time }) => Date.parse(time) <= waitedUntil).length
  const seconds = ((waitedUntil - firstMs) / 1_000) * timeScale
  const allowed = bucket.capacity + bucket.perSecond * seconds
  const reads = calls.filter(({ method }) => method === 'GET' || method === 'HEAD').length
  const lastMs = Date.parse(calls.at(-1)?.time ?? '')
  const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} %`
  console.log(`all ended after ${((lastMs - firstMs) / 1_000).toFixed(1)} s`)
  console.log(
    `while steps waited (${seconds.toFixed(0)} s of Azure): ${writes} writes of ${allowed.toFixed(0)} that the bucket allows = ${share(writes, allowed)}`,
  )
  console.log(
    `${calls.length} calls (${reads} reads, ${(reads / accepted.length).toFixed(2)} for each write), ${refused.length} answered 429 = ${share(refused.length, calls.length)}`,
  )
}
