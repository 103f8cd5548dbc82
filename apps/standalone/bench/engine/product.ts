/**
 * The parts of the product that benchmarks call. They stand here and nowhere else in `bench/`, so that a change of the
 * engine's face changes one file.
 */
import type { Blueprint, WorkspaceRequest } from '@palisade/contract'
import { openWakeQueue, prepareQueue } from '@palisade/queue'
import { createWorkspace, migrate, openStore } from '@palisade/store'
import { readConfiguration, startWorker } from '@palisade/worker'
import pino from 'pino'
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

const connectionsToStub = 128

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
  const queue = openWakeQueue({ url: queueUrl, onError })
  return {
    submit: async (order) => {
      const { outcome } = await createWorkspace(store, { ...order, actor: 'bench' })
      if (outcome !== 'created') throw new Error(`${order.jobId}: ${outcome}`)
      await queue.wake([order.jobId])
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
  const configuration = readConfiguration(environment)
  const gateway = stubGateway(new HttpClient(stubUrl, connectionsToStub))
  return await startWorker(configuration, pino({ level: configuration.logLevel }), { gateway, budget: 'none' })
}

/** Starts a worker as it is delivered, with the real gateway. */
export async function startRealWorker(environment: NodeJS.ProcessEnv): Promise<{ stop(): Promise<void> }> {
  const configuration = readConfiguration(environment)
  return await startWorker(configuration, pino({ level: configuration.logLevel }))
}
