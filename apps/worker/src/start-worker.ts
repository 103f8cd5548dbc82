import { utimesSync, writeFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { credentialFor, type Gateway, openGateway } from '@palisade/azure'
import { armRequestBuckets } from '@palisade/facts'
import {
  type CallBudget,
  openCallBudget,
  openWakeQueue,
  prepareQueue,
  startWakeReceiver,
  type WakeReceiver,
} from '@palisade/queue'
import { openStore, readClaimedJobs, type Store } from '@palisade/store'
import type { Logger } from 'pino'
import { CallSlots } from './calls/call-slots.ts'
import type { Configuration } from './configuration.ts'
import { ChangeWriter } from './jobs/change-writer.ts'
import { JobClaimer } from './jobs/job-claimer.ts'
import { JobPool } from './jobs/job-pool.ts'
import { WorkerLease } from './lease/worker-lease.ts'
import { keepHouse } from './upkeep/keep-house.ts'

/** How long calls that are under way may take to end when the worker is asked to stop, in milliseconds. */
const graceMs = 8_000

/** So many wake-ups are taken off the queue at once; each is a claim in PostgreSQL, and those are made in groups. */
const wakesAtOnce = 50

/** What stands in for the parts that speak to Azure, for benchmarks and tests. */
export interface Substitutes {
  readonly gateway?: Pick<Gateway, 'warmUp' | 'begin' | 'poll'>
  /** `none`: calls are not counted. */
  readonly budget?: CallBudget | 'none'
}

/** Starts to take jobs, and goes on until `stop`. */
export async function startWorker(
  configuration: Configuration,
  log: Logger,
  substitutes: Substitutes = {},
): Promise<{ stop(): Promise<void> }> {
  const { azure, queueUrl } = configuration
  const store = openStore({ databaseUrl: configuration.databaseUrl, applicationName: 'palisade-worker', poolSize: 4 })
  await store.ping()
  const onError = (error: Error) => log.warn({ err: error }, 'the queue is away; PostgreSQL is looked at instead')
  const budget = budgetFor(configuration, substitutes.budget, log)
  const lease = new WorkerLease({
    store,
    log,
    name: configuration.name,
    jobs: () => pool.size,
    onLost: () => pool.dropAll(),
    onRenewed: (fleet) => {
      beat(configuration.heartbeatFile)
      claimer.balance(fleet)
    },
  })
  const gateway = substitutes.gateway ?? (await gatewayFor(azure, lease.assertHeld, budget, log))
  await gateway.warmUp()

  let receiver: WakeReceiver | undefined
  const writer = new ChangeWriter(store, () => lease.id, log)
  const pool: JobPool = new JobPool({
    writer,
    gateway,
    budget,
    slots: new CallSlots(configuration.concurrency),
    log,
    timeScale: azure.timeScale,
    random: Math.random,
    readAgain: async (jobId) => await readWhileHeld(store, lease, jobId, log),
    onLeft: () => {
      claimer.noteLeft()
      receiver?.resume()
    },
  })
  const claimer: JobClaimer = new JobClaimer({ store, pool, lease, log, jobsAtMost: configuration.jobsAtMost })
  await lease.open()
  beat(configuration.heartbeatFile)

  await prepareQueue(queueUrl).catch((error: unknown) => log.warn({ err: error }, 'the queue could not be prepared'))
  const queue = openWakeQueue({ url: queueUrl, onError })
  receiver = await startWakeReceiver({
    url: queueUrl,
    concurrency: wakesAtOnce,
    onWake: async (jobId) => await claimer.wake(jobId),
    onError,
  })
  // What waited before this worker came. A predecessor's jobs are among it.
  claimer.balance({ workers: 1, jobs: configuration.jobsAtMost })

  const stopping = new AbortController()
  const upkeep = keepHouse(store, configuration.retention, log, stopping.signal)
  return {
    stop: async () => {
      stopping.abort()
      await claimer.close()
      const closed = receiver?.close(graceMs)
      await pool.drain(graceMs)
      await writer.close()
      const left = await lease.close().catch(() => [])
      // Other workers need not wait for their next look.
      if (left.length > 0) await queue.wake(left)
      await Promise.all([closed, queue.close(), budget.close(), upkeep])
      await store.close()
    },
  }
}

function budgetFor(configuration: Configuration, substitute: Substitutes['budget'], log: Logger): CallBudget {
  if (substitute === 'none') return unlimited
  if (substitute !== undefined) return substitute
  return openCallBudget({
    url: configuration.queueUrl,
    principal: configuration.azure.principal,
    timeScale: configuration.azure.timeScale,
    buckets: armRequestBuckets,
    onError: (error) => log.warn({ err: error }, 'calls are not counted together; this worker keeps to a small share'),
  })
}

async function gatewayFor(
  azure: Configuration['azure'],
  beforeSend: () => void,
  budget: CallBudget,
  log: Logger,
): Promise<Gateway> {
  const { endpoint, ca, cloud } = azure
  const at = endpoint === undefined ? {} : { endpoint }
  return openGateway({
    credential: await credentialFor({ mode: azure.credential, cloud, ...at }),
    cloud,
    ...at,
    ...(ca === undefined ? {} : { ca }),
    beforeSend,
    onCall: (call) => {
      log.debug(call, 'called Azure')
      budget.observe(call)
    },
  })
}

/** Reads a job that this worker has, once the database answers again; undefined when the worker has it no more. */
async function readWhileHeld(store: Store, lease: WorkerLease, jobId: string, log: Logger) {
  while (lease.isHeld) {
    try {
      const [job] = await readClaimedJobs(store, lease.id, [jobId])
      return job
    } catch (error) {
      log.warn({ err: error, job: jobId }, 'a job could not be read again; trying once more')
      await delay(500)
    }
  }
  return undefined
}

const unlimited: CallBudget = {
  reserve: async () => ({ delayMs: 0, isHeld: false }),
  pausedForMs: async () => 0,
  spend: () => {},
  giveBack: () => {},
  observe: () => {},
  close: async () => {},
}

/** Leaves a sign of life in the file that `health.ts` looks at. */
function beat(file: string | undefined): void {
  if (file === undefined) return
  const now = new Date()
  try {
    utimesSync(file, now, now)
  } catch {
    writeFileSync(file, '')
  }
}
