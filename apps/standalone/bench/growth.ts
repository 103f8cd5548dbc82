/**
 * `npm run bench -- growth [options]`: whether a job costs more when many others have ended in the same database, and
 * how long a worker takes to start there. See docs/benchmarks.md.
 */
import { writeFile } from 'node:fs/promises'
import { graphOrder } from './engine/orders.ts'
import type { RunPlan, RunResult } from './engine/plan.ts'
import { run } from './engine/run.ts'
import { multiplyJob } from './growth/fill.ts'
import { type DurablePostgres, startDurablePostgres, withClient } from './stage/durable-postgres.ts'
import { machine } from './stage/machine.ts'
import { choices, number, numbers, readOptions } from './stage/options.ts'
import { hasRedis } from './stage/redis.ts'
import { median } from './stage/statistics.ts'
import { type Column, table } from './stage/table.ts'
import { type Undo, withUndo } from './stage/undo.ts'

/** A job may cost this much more with the most finished jobs than with the fewest. */
const mostGrowth = 1.1
const mostStartMs = 3_000

const about = `Fills a database with finished jobs, by multiplying one that the engine itself has finished, and then runs live jobs
of the same graph there against the stub. 100,000 finished jobs take about 8 GB of disk, as much again for the log while they are written, and some minutes.`

const options = readOptions('growth', about, {
  finished: ['100,100000', 'how many finished jobs are there'],
  jobs: ['200', 'how many live jobs run at once'],
  runs: ['3', 'how often they are run; the table shows medians'],
  scale: ['0.01', 'what durations are multiplied with'],
  queue: [hasRedis() ? 'redis' : 'postgres', 'where the queue is: redis, postgres'],
  timeout: ['600', 'seconds after which a run is given up'],
  json: ['', 'a file to write all results to'],
})

/** All runs with one number of finished jobs. */
interface Group {
  readonly finished: number
  readonly databaseUrl: string
  readonly gigabytes: number
  readonly runs: RunResult[]
}

await withUndo(async (undo) => {
  console.log(await machine())
  const postgres = await startDurablePostgres(undo)
  const groups: Group[] = []
  for (const finished of numbers('finished', options.finished)) groups.push(await filled(finished, postgres, undo))
  // In turns, so that a disturbance of the machine does not hit all runs of one.
  for (let time = 1; time <= number('runs', options.runs); time += 1) {
    for (const { finished, databaseUrl, runs } of groups) {
      console.error(`${finished} finished jobs, run ${time}`)
      runs.push(await run(planOf(number('jobs', options.jobs)), postgres, undo, databaseUrl))
    }
  }
  const shown = groups.map(({ databaseUrl: _secret, ...group }) => group)
  if (options.json !== '') await writeFile(options.json, JSON.stringify({ at: new Date(), groups: shown }, null, 2))
  report(groups)
})

/** Makes a database with so many finished jobs. */
async function filled(finished: number, postgres: DurablePostgres, undo: Undo): Promise<Group> {
  const databaseUrl = await postgres.freshDatabase({ keepOthers: true })
  console.error(`one job, to be multiplied to ${finished}`)
  const original = await run({ ...planOf(1), engine: 'ours-postgres' }, postgres, undo, databaseUrl)
  if (original.wrong.length > 0) throw new Error(original.wrong.join('; '))
  const order = graphOrder(`${original.name}-0`)
  const bytes = await withClient(databaseUrl, async (client) => {
    await multiplyJob(client, { ...order, name: order.request.name }, finished)
    const { rows } = await client.query<{ bytes: number }>(
      'SELECT pg_database_size(current_database())::float8 AS bytes',
    )
    return rows[0]?.bytes ?? Number.NaN
  })
  return { finished, databaseUrl, gigabytes: bytes / 2 ** 30, runs: [] }
}

function planOf(jobs: number): RunPlan {
  const [queue] = choices('queue', options.queue, ['redis', 'postgres'] as const)
  return {
    engine: queue === 'redis' ? 'ours-redis' : 'ours-postgres',
    gateway: 'stub',
    jobs,
    workers: 1,
    scale: number('scale', options.scale),
    jitter: 0,
    submit: 'before',
    timeoutSeconds: number('timeout', options.timeout),
    workerFlags: ['--max-semi-space-size=4', '--heap-growing-percent=40'],
  }
}

function report(groups: readonly Group[]): void {
  const perJob =
    (of: (result: RunResult) => number) =>
    ({ runs }: Group): number =>
      median(runs.map((result) => of(result) / result.jobs))
  const whole = perJob(({ cpu }) => cpu.worker + cpu.database)
  const startMs = ({ runs }: Group): number => median(runs.map(({ workerStartMs }) => workerStartMs))
  const [fewest, most] = [groups[0], groups.at(-1)]
  if (fewest === undefined || most === undefined) return
  const columns: readonly Column<Group>[] = [
    { heading: 'finished jobs', of: ({ finished }) => String(finished) },
    { heading: 'runs', of: ({ runs }) => runs.length, digits: 0 },
    { heading: 'database GB', of: ({ gigabytes }) => gigabytes },
    { heading: 'CPU ms/job', of: whole },
    { heading: 'x fewest', of: (group) => whole(group) / whole(fewest), digits: 3 },
    { heading: 'worker', of: perJob(({ cpu }) => cpu.worker) },
    { heading: 'database', of: perJob(({ cpu }) => cpu.database) },
    { heading: 'to submit', of: perJob(({ submission }) => submission.submitter + submission.database) },
    { heading: 'worker starts in s', of: (group) => startMs(group) / 1_000 },
    { heading: 'correct', of: ({ runs }) => (runs.every(({ wrong }) => wrong.length === 0) ? 'yes' : 'NO') },
  ]
  console.log(`\n${table(columns, groups)}\n`)
  const growth = whole(most) / whole(fewest)
  const isCheap = growth <= mostGrowth
  const isQuick = startMs(most) <= mostStartMs
  console.log(`cost: ${growth.toFixed(3)} times, at most ${mostGrowth} wanted: ${isCheap ? 'met' : 'MISSED'}`)
  console.log(`start: ${(startMs(most) / 1_000).toFixed(2)} s, at most 3 wanted: ${isQuick ? 'met' : 'MISSED'}`)
  if (!isCheap || !isQuick) process.exitCode = 1
}
