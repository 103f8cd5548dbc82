/**
 * The parts of the product that benchmarks call. They stand here and nowhere else in `bench/`, so that a change of the
 * engine's face changes one file.
 */
import type { Blueprint, WorkspaceRequest } from '@palisade/contract'
import { openTickQueue, prepareQueue, startTickWorker } from '@palisade/queue'
import { createWorkspace, migrate, openStore } from '@palisade/store'
import { readConfiguration, startWorker } from '@palisade/worker'
import pino from 'pino'
import { startSweeper } from '../../../worker/src/sweep/start-sweeper.ts'
import { runTick } from '../../../worker/src/tick/run-tick.ts'
import { HttpClient } from '../stage/http-client.ts'
import { stubGateway } from './stub-gateway.ts'

/** Where the product runs. */
export interface Place {
  readonly databaseUrl: string
  readonly queueUrl: string
}

/** What is asked for in one job. */
export interface Order {
  readonly workspaceId: string
  readonly jobId: string
  readonly request: WorkspaceRequest
  readonly blueprint: Blueprint
}

const onError = (error: Error): void => console.error(error.message)

/** Brings an empty database, and the queue, to the state in which workers can start. */
export async function prepareProduct({ databaseUrl, queueUrl }: Place): Promise<void> {
  await migrate(databaseUrl)
  await prepareQueue(queueUrl)
}

/** Opens what the API submits jobs with. */
export function openSubmission({ databaseUrl, queueUrl }: Place): {
  submit(order: Order): Promise<void>
  close(): Promise<void>
} {
  const store = openStore({ databaseUrl, applicationName: 'palisade-api', poolSize: 10 })
  const queue = openTickQueue({ url: queueUrl, onError })
  return {
    submit: async (order) => {
      const created = await createWorkspace(store, { ...order, actor: 'bench' })
      if (created.outcome !== 'created') throw new Error(`${order.jobId}: ${created.outcome}`)
      await queue.wake(created.wake.map((stepId) => ({ stepId, delayMs: 0 })))
    },
    close: async () => {
      await queue.close()
      await store.close()
    },
  }
}

/** Starts a worker against the stub, without a call budget: the stub does not throttle, and BullMQ alone has none. */
export async function startStubWorker(
  environment: NodeJS.ProcessEnv,
  stubUrl: string,
): Promise<{ stop(): Promise<void> }> {
  const { databaseUrl, queueUrl, concurrency, name, azure } = readConfiguration(environment)
  const gateway = stubGateway(new HttpClient(stubUrl, 128))
  const store = openStore({ databaseUrl, applicationName: 'palisade-worker', poolSize: Math.min(10, concurrency + 2) })
  const queue = openTickQueue({ url: queueUrl, onError })
  const log = pino({ level: 'error' })
  const refuse = async (): Promise<never> => {
    throw new Error('The stub knows no removals and no checks.')
  }
  const context = {
    store,
    queue,
    gateway: { ...gateway, remove: refuse, pollRemoval: refuse, check: refuse },
    budget: {
      reserve: async () => ({ delayMs: 0, isHeld: true }),
      stoppedForMs: async () => 0,
      use() {},
      hear() {},
      close: async () => {},
    },
    log,
    owner: name,
    timeScale: azure.timeScale,
    random: Math.random,
  }
  const onTick = (stepId: string, signal: AbortSignal): Promise<void> => runTick(context, stepId, signal)
  const ticks = await startTickWorker({ url: queueUrl, concurrency, onTick, onError })
  const stopping = new AbortController()
  const sweeper = startSweeper({
    store,
    queue,
    log,
    runTick: (stepId) => runTick(context, stepId, stopping.signal),
    onRound: () => {},
  })
  return {
    stop: async () => {
      stopping.abort()
      await sweeper.stop()
      await ticks.close(1_000)
      await queue.close()
      await store.close()
    },
  }
}

/** Starts a worker as it is delivered, with the real gateway. */
export async function startRealWorker(environment: NodeJS.ProcessEnv): Promise<{ stop(): Promise<void> }> {
  const configuration = readConfiguration(environment)
  return await startWorker(configuration, pino({ level: configuration.logLevel }))
}
