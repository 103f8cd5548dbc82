import { readFileSync } from 'node:fs'
import { startSimulator } from '@palisade/arm-simulator'
import { credentialFor, type Gateway, openGateway } from '@palisade/azure'
import { blueprintOf } from '@palisade/blueprint'
import { type Blueprint, readCheckSubject, type WorkspaceRequest } from '@palisade/contract'
import type { CallBudget } from '@palisade/queue'
import { createCheck, createWorkspace, findJob, openStore, requestDeletion, type Store } from '@palisade/store'
import { temporaryDatabase } from '@palisade/testkit'
import { startTestWorker } from './test-worker.ts'

const timeScale = 1_200

/** One call that the simulator got. */
export interface LedgerItem {
  readonly method: string
  readonly path: string
  readonly resourceId: string
  readonly type: string
  readonly status: number
  readonly effect: 'created' | 'updated' | 'deleted' | 'none'
}

/** A store, a simulator and a gateway, and ticks that are run one by one, without a queue. */
export async function openStage() {
  const database = await temporaryDatabase()
  const simulator = await startSimulator({ timeScale })
  const store = openStore({ databaseUrl: database.url, applicationName: 'test' })
  const credential = await credentialFor({ mode: 'simulator' })
  const gateway = openGateway({ endpoint: simulator.url, ca: simulator.ca, credential })

  const ask = async <T>(path: string): Promise<T> => {
    const { Agent, request } = await import('node:https')
    return await new Promise<T>((resolve, reject) => {
      const headers = { authorization: `Bearer ${simulator.controlToken}` }
      request(`${simulator.url}/_simulator/${path}`, { agent: new Agent({ ca: simulator.ca }), headers }, (answer) => {
        let text = ''
        answer
          .setEncoding('utf8')
          .on('data', (part: string) => (text += part))
          .on('end', () => resolve(JSON.parse(text)))
      })
        .on('error', reject)
        .end()
    })
  }
  return {
    store,
    gateway,
    ledger: async () => (await ask<{ items: LedgerItem[] }>('ledger?after=0')).items,
    resources: async () => (await ask<{ items: { id: string; type: string }[] }>('resources')).items,
    deleted: async () => (await ask<{ items: { id: string; type: string }[] }>('deleted')).items,
    close: async () => {
      await simulator.close()
      await store.close()
      await database.drop()
    },
  }
}

/** What `examples/private.json` asks for, as a job in the database. */
export async function order(store: Store): Promise<{ workspaceId: string; jobId: string; blueprint: Blueprint }> {
  const request = exampleRequest()
  const workspaceId = 'ws_stage'
  const blueprint = blueprintOf(request, { id: workspaceId })
  const jobId = 'job_create'
  const created = await createWorkspace(store, { workspaceId, jobId, request, blueprint, actor: 'test' })
  if (created.outcome !== 'created') throw new Error(created.outcome)
  return { workspaceId, jobId, blueprint }
}

/** The job that only looks whether it could be made. */
export async function orderCheck(store: Store): Promise<string> {
  const blueprint = blueprintOf(exampleRequest(), { id: 'ws_never' })
  const created = await createCheck(store, { jobId: 'job_check', blueprint, actor: 'test' })
  if (created.outcome !== 'created') throw new Error(created.outcome)
  return created.job.id
}

function exampleRequest(): WorkspaceRequest {
  return JSON.parse(readFileSync(new URL('../../../../examples/private.json', import.meta.url), 'utf8'))
}

/** The job that takes it all away again. */
export async function orderDeletion(store: Store, workspaceId: string): Promise<string> {
  const requested = await requestDeletion(store, { workspaceId, jobId: 'job_delete', actor: 'test' })
  if (requested.outcome !== 'requested') throw new Error(requested.outcome)
  return requested.jobId
}

/** Which calls of a worker are its last: it dies there, and what it held is given up. */
export type Dies = (
  call: 'begin' | 'check' | 'remove',
  stepKey: string,
) => 'before the call' | 'after the call' | undefined

/**
 * Lets workers work until the job is done. A worker that dies is followed by another, which finds what the first left
 * behind: jobs whose lease has ended, and steps that are begun, whose calls were or were not sent.
 */
export async function runToEnd(
  store: Store,
  gateway: Gateway,
  jobId: string,
  dies: Dies = immortal,
  budget: CallBudget = plenty,
): Promise<void> {
  const found = await findJob(store, jobId)
  if (found === null) throw new Error(`no job ${jobId}`)
  const keyOf = (id: string) => found.steps.find((step) => step.resourceId === id && step.action !== 'check')?.key ?? id
  for (;;) {
    const death = new AbortController()
    const mortal = dyingGateway(gateway, dies, keyOf, death)
    // Each death begins everything that was under way once more, and no step is begun for ever: few at a time, then.
    const concurrency = dies === immortal ? 16 : 2
    const worker = await startTestWorker({ store, gateway: mortal, budget, timeScale, concurrency })
    const died = new Promise<'died'>((resolve) => death.signal.addEventListener('abort', () => resolve('died')))
    const end = await Promise.race([died, worker.untilDone(jobId)])
    if (end === 'died') await worker.kill()
    else return await worker.stop()
  }
}

const immortal: Dies = () => undefined

/** A budget that nobody reaches. */
export const plenty: CallBudget = {
  reserve: async () => ({ delayMs: 0, isHeld: true }),
  pausedForMs: async () => 0,
  spend: () => {},
  giveBack: () => {},
  observe: () => {},
  close: async () => {},
}

function dyingGateway(gateway: Gateway, dies: Dies, keyOf: (id: string) => string, death: AbortController): Gateway {
  const mortal = <T>(call: Parameters<Dies>[0], key: string, send: () => Promise<T>): Promise<T> => {
    const when = dies(call, key)
    if (when === undefined) return send()
    const die = (): never => {
      death.abort()
      throw new Error('the worker died')
    }
    return when === 'before the call' ? Promise.resolve().then(die) : send().then(die)
  }
  return {
    ...gateway,
    begin: (resource, options) => {
      const call = resource.action === 'remove' || resource.action === 'check' ? resource.action : 'begin'
      const key = call === 'check' ? `preflight/${readCheckSubject(resource.body).check}` : keyOf(resource.id)
      return mortal(call, key, () => gateway.begin(resource, options))
    },
  }
}
