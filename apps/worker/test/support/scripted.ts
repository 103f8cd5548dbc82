import { setTimeout as delay } from 'node:timers/promises'
import type { GatewayResource, Progress } from '@palisade/azure'
import { type Declared, Retryable } from '@palisade/contract'
import type { CallBudget, Calls } from '@palisade/queue'
import { createWorkspace, openStore, type Store } from '@palisade/store'
import { temporaryDatabase } from '@palisade/testkit'
import pino, { type Logger } from 'pino'
import { afterEach, beforeEach } from 'vitest'

/** A call of a scripted Azure, as it was made. */
export interface ScriptedCall {
  readonly call: 'begin' | 'poll'
  readonly key: string
  readonly id: string
  readonly resuming: boolean
  /** By `performance.now()`. */
  readonly at: number
  readonly signal: AbortSignal | undefined
}

/** What Azure answers to a call. Throw for what it refuses. */
export type Script = (call: ScriptedCall) => Progress | Promise<Progress>

export const done: Progress = { done: true, outputs: {} }
export const working = (retryAfterMs?: number): Progress => ({ done: false, handle: 'operation', retryAfterMs })
export const busy = (): Retryable => new Retryable('azure-busy', 'Another operation is in progress.')

/** A gateway that answers what the script says: by the key of a step, or by `<call> <key>`. What is not said is done at once. */
export function scriptedGateway(script: Readonly<Record<string, Script>> | Script = {}) {
  const calls: ScriptedCall[] = []
  const answer = async (call: ScriptedCall): Promise<Progress> => {
    calls.push(call)
    const says = typeof script === 'function' ? script : (script[`${call.call} ${call.key}`] ?? script[call.key])
    return (await says?.(call)) ?? done
  }
  const about = ({ name, id }: GatewayResource) => ({ key: name, id, at: performance.now() })
  return {
    calls,
    begun: (key: string) => calls.filter((one) => one.call === 'begin' && one.key === key),
    warmUp: async () => {},
    begin: async (
      resource: GatewayResource,
      options: { readonly resuming: boolean; readonly abortSignal?: AbortSignal },
    ) =>
      await answer({
        call: 'begin',
        ...about(resource),
        resuming: options.resuming,
        signal: options.abortSignal,
      }),
    poll: async (resource: GatewayResource, _handle: string, options?: { readonly abortSignal?: AbortSignal }) =>
      await answer({ call: 'poll', ...about(resource), resuming: false, signal: options?.abortSignal }),
  }
}

/** An answer of Azure's that comes when the test says so. */
export function held(): { readonly script: Script; readonly asked: Promise<void>; answer(progress: Progress): void } {
  const asked = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<Progress>()
  return {
    script: async () => {
      asked.resolve()
      return await answer.promise
    },
    asked: asked.promise,
    answer: answer.resolve,
  }
}

/** A call that ends only when it is aborted, as one to a server that does not answer. */
export const neverEnds: Script = async ({ signal }) =>
  await new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))

/** A budget that counts what is set aside and what becomes of it. */
export function countingBudget(turn: (calls: Calls) => { delayMs: number; isHeld: boolean } = atOnce) {
  const open = { reads: 0, writes: 0, deletes: 0 }
  const total = { reserved: 0, spent: 0, givenBack: 0 }
  const add = (calls: Calls, sign: 1 | -1): void => {
    for (const direction of ['reads', 'writes', 'deletes'] as const) open[direction] += sign * (calls[direction] ?? 0)
  }
  const budget: CallBudget = {
    reserve: async (_subscription, calls) => {
      const answer = turn(calls)
      if (answer.isHeld) {
        add(calls, 1)
        total.reserved += 1
      }
      return answer
    },
    spend: (_subscription, calls) => {
      add(calls, -1)
      total.spent += 1
    },
    giveBack: (_subscription, calls) => {
      add(calls, -1)
      total.givenBack += 1
    },
    pausedForMs: async () => 0,
    observe: () => {},
    close: async () => {},
  }
  return { budget, open, total }
}

const atOnce = () => ({ delayMs: 0, isHeld: true })

/** A log that a test can read. */
export function listeningLog(): { log: Logger; lines: { level: number; msg: string; [field: string]: unknown }[] } {
  const lines: { level: number; msg: string }[] = []
  return { lines, log: pino({ level: 'debug' }, { write: (line: string) => void lines.push(JSON.parse(line)) }) }
}

/** A declared resource of no particular kind. Its name is its key, for the scripts. */
export function thing(key: string, after: string[] = [], more: Partial<Declared> = {}): Declared {
  return {
    key,
    phase: 'network',
    action: 'make',
    kind: 'Test/things',
    name: key,
    id: `/subscriptions/sub/things/${key}`,
    body: null,
    after,
    exclusive: [],
    expectedSeconds: 1,
    expectedRemovalSeconds: 1,
    ...more,
  }
}

/** Writes a job that makes these resources, of a workspace that is in nobody's way. */
export async function orderThings(store: Store, jobId: string, resources: readonly Declared[]): Promise<string> {
  const workspaceId = `ws_${jobId}`
  const created = await createWorkspace(store, {
    workspaceId,
    jobId,
    actor: 'test',
    blueprint: { version: 1, workspaceId, resources, summary: { workspace: resources[0]?.key ?? '' } },
    request: {
      name: jobId,
      project: 'test',
      subscriptionId: '11111111-2222-3333-4444-555555555555',
      resourceGroup: `rg-${jobId}`,
      region: 'westeurope',
      scenario: 'open',
    },
  })
  if (created.outcome !== 'created') throw new Error(created.outcome)
  return jobId
}

/** A database for one test. */
export async function openTestStore() {
  const database = await temporaryDatabase()
  const store = openStore({ databaseUrl: database.url, applicationName: 'test' })
  return {
    store,
    url: database.url,
    close: async () => {
      // A test that failed may have left a worker behind, which never gives its connection back.
      await Promise.race([store.close(), delay(2_000, undefined, { ref: false })])
      await database.drop()
    },
  }
}

/** A store on a database of its own for each test of a file. */
export function testStoreForEachTest(): Pick<Awaited<ReturnType<typeof openTestStore>>, 'store' | 'url'> {
  let opened: Awaited<ReturnType<typeof openTestStore>>
  beforeEach(async () => {
    opened = await openTestStore()
  })
  afterEach(() => opened.close())
  return {
    get store() {
      return opened.store
    },
    get url() {
      return opened.url
    },
  }
}

/** Asks until there is an answer, and fails after a time in which it should long have come. */
export async function until<T>(
  what: string,
  ask: () => T | undefined | Promise<T | undefined>,
  withinMs = 60_000,
): Promise<T> {
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; await delay(20)) {
    const answer = await ask()
    if (answer !== undefined) return answer
  }
  throw new Error(`Waited ${withinMs / 1_000} s for ${what}.`)
}

/** All that is stored of a job and can change, but for whose it is. */
export async function storedOf(store: Store, jobId: string): Promise<unknown> {
  const { rows } = await store.pool.query(
    `SELECT to_jsonb(job) - 'worker_id' AS job, (SELECT jsonb_agg(step ORDER BY ordinal) FROM step WHERE job_id = job.id) AS steps,
       (SELECT jsonb_agg(event ORDER BY sequence) FROM event WHERE job_id = job.id) AS events
     FROM job WHERE id = $1`,
    [jobId],
  )
  return rows[0]
}
