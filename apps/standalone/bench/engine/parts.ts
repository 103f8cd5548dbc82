import { cpuMs } from '../stage/cpu-time.ts'
import { type Part, startPart } from '../stage/part.ts'
import type { RedisServer } from '../stage/redis.ts'
import type { Undo } from '../stage/undo.ts'
import type { Azure } from './azure.ts'
import type { RunPlan, RunResult } from './plan.ts'

/** The servers of one run, each with an empty past. */
export interface Servers {
  readonly databaseUrl: string | undefined
  readonly redis: RedisServer | undefined
  readonly azure: Azure
}

/** The process that puts the jobs in. */
export async function startSubmitter(undo: Undo, plan: RunPlan, servers: Servers, name: string): Promise<Part> {
  const file = plan.engine === 'bullmq' ? 'bullmq-submitter.ts' : 'product-submitter.ts'
  const submitter = await startPart(undo, file, { ...environmentOf(plan, servers), BENCH_RUN: name })
  await submitter.heard('loaded')
  return submitter
}

/** The processes that do the work; they wait for `start`. */
export async function startWorkers(undo: Undo, plan: RunPlan, servers: Servers): Promise<Part[]> {
  const workers: Part[] = []
  for (let index = 1; index <= plan.workers; index += 1) {
    const environment = {
      ...environmentOf(plan, servers),
      ...servers.azure.environment,
      PALISADE_WORKER_NAME: `bench-${index}`,
    }
    const worker =
      plan.engine === 'bullmq'
        ? await startPart(undo, 'bullmq-worker.ts', environment)
        : await startPart(undo, 'product-worker.ts', environment, plan.workerFlags)
    await worker.heard('loaded')
    workers.push(worker)
  }
  return workers
}

function environmentOf(plan: RunPlan, { databaseUrl, redis }: Servers): Record<string, string> {
  const queueUrl = redis?.url ?? databaseUrl ?? ''
  return {
    BENCH_JOBS: String(plan.jobs),
    BENCH_GATEWAY: plan.gateway,
    BENCH_QUEUE_URL: queueUrl,
    PALISADE_DATABASE_URL: databaseUrl ?? '',
    PALISADE_QUEUE_URL: queueUrl,
    PALISADE_AZURE_TIME_SCALE: String(1 / plan.scale),
    PALISADE_LOG_LEVEL: 'error',
  }
}

/** Submits all jobs and waits until the submitter has closed its connections, so that nothing of it is left to count. */
export async function submitAll(
  submitter: Part,
  cpu: () => { database: number; queue: number },
): Promise<RunResult['submission']> {
  const before = { ...cpu(), submitter: cpuMs(submitter.pid) }
  submitter.tell('submit')
  const { ms } = await submitter.heard('submitted')
  const after = { ...cpu(), submitter: cpuMs(submitter.pid) }
  submitter.tell('close')
  await submitter.heard('closed')
  return {
    ms: Number(ms),
    submitter: after.submitter - before.submitter,
    database: after.database - before.database,
    queue: after.queue - before.queue,
  }
}
