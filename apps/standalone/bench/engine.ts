/**
 * `npm run bench -- engine [options]`: our engine beside bare BullMQ on Redis, on one machine and in one go. See
 * docs/benchmarks.md.
 */
import { writeFile } from 'node:fs/promises'
import { criticalPathSeconds, graph, sumSeconds } from './engine/graph.ts'
import { type Engine, engines, type RunPlan, type RunResult } from './engine/plan.ts'
import { resultsTable, submissionTable } from './engine/report.ts'
import { run } from './engine/run.ts'
import { isMeasurable } from './stage/cpu-time.ts'
import { startDurablePostgres } from './stage/durable-postgres.ts'
import { machine } from './stage/machine.ts'
import { choices, number, numbers, readOptions } from './stage/options.ts'
import { hasRedis } from './stage/redis.ts'
import { withUndo } from './stage/undo.ts'

const about = `The same 30-resource graph on bare BullMQ (Redis, appendonly everysec) and on our engine with its queue on Redis and
on Postgres (synchronous_commit on), each process and server fresh for each run. On the simulator, our engine runs
the private example through the real gateway. Bare BullMQ has no gateway, so it runs on the stub only.`

const options = readOptions('engine', about, {
  engines: [engines.join(), 'which engines'],
  gateway: ['stub,simulator', 'in front of what: stub, simulator'],
  jobs: ['1,200,1000,5000', 'how many jobs at once, on the stub'],
  scale: ['0.01', 'what durations are multiplied with, on the stub'],
  'simulator-jobs': ['1,20', 'how many jobs at once, on the simulator'],
  'simulator-time-scale': ['60', 'how many times faster than Azure the simulator is'],
  workers: ['1', 'how many workers: 1,2 runs both'],
  runs: ['1', 'how often each is run; the tables show medians'],
  jitter: ['0', 'share by which the durations of the stub differ from the expected ones'],
  submit: ['auto', 'before the workers start, or during; auto: during for one job'],
  'worker-flags': ['--max-semi-space-size=4 --heap-growing-percent=40', 'flags for the Node.js of our workers'],
  timeout: ['600', 'seconds after which a run is given up'],
  json: ['', 'a file to write all results to'],
})

const submits = choices('submit', options.submit, ['auto', 'before', 'during'] as const)[0] ?? 'auto'
const plans = allPlans()

await withUndo(async (undo) => {
  if (plans.some(({ engine }) => engine !== 'ours-postgres') && !hasRedis())
    throw new Error('redis-server is not on the path. Install it, or measure without it: --engines ours-postgres')
  console.log(await machine())
  console.log(
    `on the stub: ${graph.length} resources, critical path ${criticalPathSeconds} s, sum ${sumSeconds} s, times ${options.scale}`,
  )
  if (!isMeasurable) console.log('CPU time and memory can only be measured on Linux: their columns stay empty.')
  const postgres = await startDurablePostgres(undo)
  const results: RunResult[] = []
  const givenUp: string[] = []
  for (const [index, plan] of plans.entries()) {
    const name = `${plan.engine} on the ${plan.gateway}, ${plan.jobs} jobs, ${plan.workers} workers`
    console.error(`${index + 1} of ${plans.length}: ${name}`)
    try {
      const result = await run(plan, postgres, undo)
      results.push(result)
      const wrong = result.wrong.length === 0 ? '' : `, WRONG: ${result.wrong.join('; ')}`
      const seconds = (result.makespanMs / 1_000).toFixed(2)
      console.error(`  ${seconds} s, ${((1_000 * result.steps) / result.makespanMs).toFixed(0)} steps/s${wrong}`)
    } catch (error) {
      if (undo.hasBegun) throw error
      givenUp.push(`${name}: ${error instanceof Error ? error.message : error}`)
      console.error(`  ${givenUp.at(-1)}`)
    }
    if (options.json !== '')
      await writeFile(options.json, JSON.stringify({ at: new Date(), results, givenUp }, null, 2))
  }
  console.log(`\n${resultsTable(results)}\n\nSubmission, where it was done before:\n\n${submissionTable(results)}`)
  for (const text of givenUp) console.log(`given up: ${text}`)
  const wrong = results.filter((result) => result.wrong.length > 0)
  for (const result of wrong) console.log(`WRONG: ${result.engine}, ${result.jobs} jobs: ${result.wrong.join('; ')}`)
  if (givenUp.length + wrong.length > 0) process.exitCode = 1
})

/** Engines take turns, so that a disturbance of the machine does not hit all runs of one. */
function allPlans(): RunPlan[] {
  const chosen = choices('engines', options.engines, engines)
  const plans: RunPlan[] = []
  for (const gateway of choices('gateway', options.gateway, ['stub', 'simulator'] as const)) {
    const isStub = gateway === 'stub'
    const scale = isStub
      ? number('scale', options.scale)
      : 1 / number('simulator-time-scale', options['simulator-time-scale'])
    const usable: Engine[] = isStub ? chosen : chosen.filter((engine) => engine !== 'bullmq')
    for (const jobs of isStub ? numbers('jobs', options.jobs) : numbers('simulator-jobs', options['simulator-jobs'])) {
      for (const workers of numbers('workers', options.workers)) {
        for (let time = 0; time < number('runs', options.runs); time += 1)
          for (const engine of usable) plans.push(plan(engine, gateway, jobs, workers, scale))
      }
    }
  }
  return plans
}

function plan(engine: Engine, gateway: RunPlan['gateway'], jobs: number, workers: number, scale: number): RunPlan {
  const auto = jobs === 1 ? 'during' : 'before'
  return {
    engine,
    gateway,
    jobs,
    workers,
    scale,
    jitter: Number(options.jitter),
    submit: submits === 'auto' ? auto : submits,
    timeoutSeconds: number('timeout', options.timeout),
    workerFlags: options['worker-flags'].split(' ').filter(Boolean),
  }
}
