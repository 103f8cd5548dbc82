import { criticalPathSeconds as pathOf } from '@palisade/blueprint'
import { cpuMs, loadAverage, peakMemoryMb } from '../stage/cpu-time.ts'
import type { DurablePostgres } from '../stage/durable-postgres.ts'
import type { Part } from '../stage/part.ts'
import { startRedis } from '../stage/redis.ts'
import { Undo } from '../stage/undo.ts'
import { startSimulator, startStub } from './azure.ts'
import { bullmqFinish, type Finish, productFinish } from './finish.ts'
import { criticalPathSeconds, graph } from './graph.ts'
import { exampleOrder } from './orders.ts'
import { type Servers, startSubmitter, startWorkers, submitAll } from './parts.ts'
import type { RunPlan, RunResult } from './plan.ts'
import { setUp } from './set-up.ts'
import { ended } from './wait.ts'

let runs = 0

/**
 * Runs one engine once, each part in a process of its own.
 * @param database one with a past; without it, the product gets an empty one.
 */
export async function run(
  plan: RunPlan,
  postgres: DurablePostgres,
  outer: Undo,
  database?: string,
): Promise<RunResult> {
  const undo = new Undo()
  outer.add(() => undo.all())
  const loadBefore = loadAverage()
  runs += 1
  const name = `run${runs}`
  try {
    const isOurs = plan.engine !== 'bullmq'
    const servers: Servers = {
      databaseUrl: isOurs ? (database ?? (await postgres.freshDatabase())) : undefined,
      redis: plan.engine === 'ours-postgres' ? undefined : await startRedis(undo),
      azure: plan.gateway === 'stub' ? await startStub(undo, plan) : await startSimulator(undo, 1 / plan.scale),
    }
    const cpu = (workers: readonly Part[]) => ({
      worker: workers.reduce((sum, { pid }) => sum + cpuMs(pid), 0),
      database: isOurs ? cpuMs(postgres.pid) : 0,
      queue: servers.redis === undefined ? 0 : cpuMs(servers.redis.pid),
    })
    const { databaseUrl, redis } = servers
    if (databaseUrl !== undefined) await setUp(undo, { databaseUrl, queueUrl: redis?.url ?? databaseUrl })
    const submitter = await startSubmitter(undo, plan, servers, name)
    const loadingAt = performance.now()
    const workers = await startWorkers(undo, plan, servers)
    let workerStartMs = (performance.now() - loadingAt) / workers.length
    const finish = await openFinish(servers, name, undo)
    const count = async () =>
      servers.databaseUrl === undefined
        ? { commits: Number.NaN, statements: Number.NaN }
        : await postgres.counts(servers.databaseUrl)
    const start = async (): Promise<void> => {
      const startingAt = performance.now()
      for (const worker of workers) worker.tell('start')
      await Promise.all(workers.map((worker) => worker.heard('started')))
      workerStartMs += performance.now() - startingAt
    }

    let submission = { ms: Number.NaN, submitter: Number.NaN, database: Number.NaN, queue: Number.NaN }
    if (plan.submit === 'before') submission = await submitAll(submitter, () => cpu([]))
    else await start()
    const countsBefore = await count()
    const before = cpu(workers)
    const startedAt = performance.now()
    if (plan.submit === 'before') void start().catch(() => {})
    else submitter.tell('submit')

    await ended(plan, servers.azure, workers, finish)
    const makespanMs = performance.now() - startedAt
    const after = cpu(workers)
    const memory = Math.max(...workers.map(({ pid }) => peakMemoryMb(pid)))
    const failed = await finish.failed()
    // Its connections report what they did at the latest when they end.
    await Promise.all([submitter, ...workers].map((part) => part.stop()))
    const countsAfter = await count()
    const azure = await servers.azure.report()
    const { workerFlags: _flags, timeoutSeconds: _timeout, ...shown } = plan
    const isGraph = plan.gateway === 'stub'
    const example = isGraph ? undefined : exampleOrder('example', 0).blueprint
    return {
      ...shown,
      name,
      steps: plan.jobs * (example?.resources.length ?? graph.length),
      makespanMs,
      criticalPathMs: (example === undefined ? criticalPathSeconds : pathOf(example)) * 1_000 * plan.scale,
      cpu: {
        worker: after.worker - before.worker,
        database: after.database - before.database,
        queue: after.queue - before.queue,
      },
      submission,
      workerStartMs,
      peakMemoryMb: memory,
      reads: azure.reads,
      writes: azure.writes,
      commits: countsAfter.commits - countsBefore.commits,
      statements: countsAfter.statements - countsBefore.statements,
      wrong: [...(failed > 0 ? [`${failed} jobs have failed`] : []), ...azure.wrong],
      loadBefore,
    }
  } finally {
    await undo.all()
  }
}

async function openFinish({ databaseUrl, redis }: Servers, name: string, undo: Undo): Promise<Finish> {
  const finish = databaseUrl === undefined ? bullmqFinish(redis?.url ?? '') : await productFinish(databaseUrl, name)
  undo.add(finish.close)
  return finish
}
