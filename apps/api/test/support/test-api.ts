import type { WorkspaceRequest } from '@palisade/contract'
import type { WakeQueue } from '@palisade/queue'
import { openStore, type Store } from '@palisade/store'
import { temporaryDatabase } from '@palisade/testkit'
import type { FastifyInstance } from 'fastify'
import supertest from 'supertest'
import { afterAll, afterEach, beforeAll, expect, onTestFinished } from 'vitest'
import { type ApiOptions, buildApi } from '../../src/build-api.ts'
import { ResponseChecker } from './response-checker.ts'

/** An API that listens, on a database of its own. */
export interface TestApi {
  readonly app: FastifyInstance
  readonly store: Store
  /** The steps that were nudged, in order. */
  readonly woken: string[]
  /** Sends requests; every answer is checked against the OpenAPI document. */
  readonly request: ReturnType<typeof supertest.agent>
}

/** One API for all tests of a file. Each test fails if an answer to it was not what the OpenAPI document promises. */
export function testApiForFile(): TestApi {
  let started: StartedApi | undefined
  const api = (): StartedApi => {
    if (started === undefined) throw new Error('The API is there only while tests run')
    return started
  }
  beforeAll(async () => {
    started = await start({})
  })
  afterEach(() => expect(api().checker.takeMismatches()).toEqual([]))
  afterAll(() => api().stop())
  return {
    get app() {
      return api().app
    },
    get store() {
      return api().store
    },
    get woken() {
      return api().woken
    },
    get request() {
      return api().request
    },
  }
}

/** For the few tests that need an API in another state than the file's own. */
export async function testApiForOneTest(options: Partial<ApiOptions>): Promise<TestApi> {
  const api = await start(options)
  onTestFinished(async () => {
    await api.stop()
    expect(api.checker.takeMismatches()).toEqual([])
  })
  return api
}

interface StartedApi extends TestApi {
  readonly checker: ResponseChecker
  stop(): Promise<void>
}

async function start(options: Partial<ApiOptions>): Promise<StartedApi> {
  const database = await temporaryDatabase()
  const store = openStore({ databaseUrl: database.url, applicationName: 'palisade-api-test', poolSize: 5 })
  const woken: string[] = []
  const app = await buildApi({ store, queue: recordingQueue(woken), ...options })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const checker = new ResponseChecker(app.swagger())
  return {
    app,
    store,
    woken,
    checker,
    request: supertest.agent(app.server).use(checker.watch),
    stop: async () => {
      await app.close()
      await store.close()
      await database.drop()
    },
  }
}

function recordingQueue(woken: string[]): WakeQueue {
  return {
    backend: 'postgres',
    wake: async (jobIds) => {
      woken.push(...jobIds)
      return true
    },
    close: async () => {},
  }
}

let made = 0

/** A request that is valid and conflicts with no other of the same test file. */
export function validRequest(changes: Partial<WorkspaceRequest> = {}): WorkspaceRequest {
  made += 1
  return {
    name: `fraud-${made}`,
    project: 'risk-analytics',
    subscriptionId: '11111111-2222-3333-4444-555555555555',
    resourceGroup: `rg-fraud-${made}`,
    region: 'westeurope',
    network: { addressSpace: `10.${100 + Math.floor(made / 16)}.${(made % 16) * 16}.0/20` },
    ...changes,
  }
}
