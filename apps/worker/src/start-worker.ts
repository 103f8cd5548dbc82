import { utimesSync, writeFileSync } from 'node:fs'
import { credentialFor, openGateway } from '@palisade/azure'
import { openCallBudget, openTickQueue, prepareQueue, startTickWorker } from '@palisade/queue'
import { expireLeases, openStore } from '@palisade/store'
import type { Logger } from 'pino'
import type { Configuration } from './configuration.ts'
import { startSweeper } from './sweep/start-sweeper.ts'
import { runTick } from './tick/run-tick.ts'
import type { TickContext } from './tick/tick-context.ts'

/** How long a running tick may take to end when the worker is asked to stop. */
const graceMs = 8_000

/** Starts to take ticks, and goes on until `stop`. */
export async function startWorker(configuration: Configuration, log: Logger): Promise<{ stop(): Promise<void> }> {
  const { azure, queueUrl } = configuration
  const store = openStore({
    databaseUrl: configuration.databaseUrl,
    applicationName: 'palisade-worker',
    poolSize: Math.min(10, configuration.concurrency + 2),
  })
  await store.ping()
  const onError = (error: Error) => log.warn({ err: error }, 'the queue is in trouble; the sweeper goes on without it')
  const budget = openCallBudget({
    url: queueUrl,
    principal: azure.principal,
    timeScale: azure.timeScale,
    onError: (error) => log.warn({ err: error }, 'calls are not counted together; this worker keeps to a small share'),
  })
  const gateway = openGateway({
    credential: await credentialFor({
      mode: azure.credential,
      cloud: azure.cloud,
      ...(azure.endpoint === undefined ? {} : { endpoint: azure.endpoint }),
    }),
    cloud: azure.cloud,
    ...(azure.endpoint === undefined ? {} : { endpoint: azure.endpoint }),
    ...(azure.ca === undefined ? {} : { ca: azure.ca }),
    onCall: (call) => {
      log.debug(call, 'called Azure')
      budget.hear(call)
    },
  })
  await gateway.warmUp()
  await prepareQueue(queueUrl)
  const queue = openTickQueue({ url: queueUrl, onError })

  const context: TickContext = {
    store,
    queue,
    gateway,
    budget,
    log,
    owner: configuration.name,
    timeScale: azure.timeScale,
    random: Math.random,
  }
  // Before the first tick: later it would take from this worker what it has just begun.
  const left = await expireLeases(store, configuration.name)
  if (left.length > 0) log.info({ steps: left.length }, 'taking up what a predecessor of this name had in hand')
  const ticks = await startTickWorker({
    url: queueUrl,
    concurrency: configuration.concurrency,
    onTick: (stepId, signal) => runTick(context, stepId, signal),
    onError,
  })

  await queue.wake(left.map((stepId) => ({ stepId, delayMs: 0 })))

  const stopping = new AbortController()
  let lastTick: number | undefined
  const sweeper = startSweeper({
    store,
    queue,
    log,
    runTick: (stepId) => runTick(context, stepId, stopping.signal),
    onRound: (overdue) => {
      // A worker that leaves steps lying and takes no tick does not live, whatever else it still does.
      const takesTicks = overdue === 0 || ticks.lastTickAt() !== lastTick
      lastTick = ticks.lastTickAt()
      if (takesTicks) beat(configuration.heartbeatFile)
    },
  })

  return {
    stop: async () => {
      stopping.abort()
      await sweeper.stop()
      await ticks.close(graceMs)
      await queue.close()
      await budget.close()
      await store.close()
    },
  }
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
