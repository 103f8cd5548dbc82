import { request } from 'node:https'
import { setTimeout as delay } from 'node:timers/promises'
import type { Simulator } from '../src/index.ts'
import type { JsonObject } from '../src/json/json.ts'
import { read } from '../src/json/read.ts'
import { subscription } from './clients.ts'
import type { Clock } from './clock.ts'

export interface ArmAnswer {
  readonly status: number
  readonly headers: Record<string, string | string[] | undefined>
  readonly body: JsonObject
  readonly code: string | undefined
}

export type Arm = ReturnType<typeof armOf>

/** How much time passes, where only a clock says so, with each question how an operation goes. */
const pollMs = 20

/**
 * Plain requests, for what the SDKs hide: codes, headers, and the very first answer.
 * @param clock the simulator's, where it has one of its own: waiting then only moves it
 */
export function armOf(
  simulator: Pick<Simulator, 'url' | 'ca' | 'controlToken'>,
  headers: Record<string, string> = { authorization: 'Bearer any' },
  clock?: Clock,
) {
  const wait = async (milliseconds: number): Promise<void> => {
    if (clock === undefined) await delay(milliseconds)
    else clock.pass(Math.max(milliseconds, pollMs))
  }
  const send = (method: string, path: string, body?: unknown, more: Record<string, string> = {}): Promise<ArmAnswer> =>
    new Promise((resolve, reject) => {
      // Only the addresses of operations are given as a whole.
      if (path.startsWith('https:')) clock?.pass(pollMs)
      const content = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
      const url = path.startsWith('https:') ? path : `${simulator.url}${path}`
      const call = request(
        url,
        {
          method,
          ca: simulator.ca,
          agent: false,
          headers: {
            ...headers,
            ...(path.startsWith('/_simulator/') ? { authorization: `Bearer ${simulator.controlToken}` } : {}),
            ...more,
            ...(content === undefined
              ? {}
              : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(content) }),
          },
        },
        (response) => {
          let text = ''
          response.setEncoding('utf8')
          response.on('data', (chunk: string) => {
            text += chunk
          })
          response.on('end', () => {
            let parsed: JsonObject
            try {
              parsed = text === '' ? {} : (JSON.parse(text) as JsonObject)
            } catch (error) {
              reject(error)
              return
            }
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: parsed,
              code: read.text(parsed, 'error', 'code'),
            })
          })
        },
      )
      call.on('error', reject)
      call.end(content)
    })
  const at = (path: string): string => `${path}${path.includes('?') ? '&' : '?'}api-version=2024-01-01`
  return {
    send,
    get: (path: string) => send('GET', at(path)),
    put: (path: string, body: unknown, more?: Record<string, string>) => send('PUT', at(path), body, more),
    patch: (path: string, body: unknown) => send('PATCH', at(path), body),
    delete: (path: string) => send('DELETE', at(path)),
    post: (path: string, body?: unknown) => send('POST', at(path), body),
    /** Asks the status address of an operation until that has an end, and answers what it says then. */
    async untilDone(accepted: ArmAnswer): Promise<ArmAnswer> {
      const url = accepted.headers['azure-asyncoperation']
      if (typeof url !== 'string') throw new Error(`no status address: ${accepted.status}`)
      for (;;) {
        const answer = await send('GET', url)
        if (read.text(answer.body, 'status') !== 'InProgress') return answer
        await wait(5)
      }
    },
    /** Waits until whatever is being done to a resource is done. */
    async ready(path: string): Promise<ArmAnswer> {
      for (;;) {
        const answer = await send('GET', at(path))
        if (read.text(answer.body, 'properties', 'provisioningState') === 'Succeeded') return answer
        await wait(5)
      }
    },
    /** PUT, and wait for its end. */
    async make(path: string, body: unknown): Promise<ArmAnswer> {
      const answer = await send('PUT', at(path), body)
      if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
      await settle(send, wait, answer, at(path))
      return send('GET', at(path))
    },
    async take(path: string): Promise<ArmAnswer> {
      const answer = await send('DELETE', at(path))
      if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
      await settle(send, wait, answer, undefined)
      return answer
    },
  }
}

async function settle(
  send: (method: string, path: string) => Promise<ArmAnswer>,
  wait: (milliseconds: number) => Promise<void>,
  first: ArmAnswer,
  path: string | undefined,
): Promise<void> {
  const status = first.headers['azure-asyncoperation']
  const location = first.headers.location
  let waitMs = Number(first.headers['retry-after-ms'] ?? 0)
  for (;;) {
    await wait(waitMs)
    const answer =
      typeof status === 'string'
        ? await send('GET', status)
        : typeof location === 'string'
          ? await send('GET', location)
          : path === undefined
            ? undefined
            : await send('GET', path)
    if (answer === undefined) return
    waitMs = Number(answer.headers['retry-after-ms'] ?? 5)
    const state =
      typeof status === 'string'
        ? read.text(answer.body, 'status')
        : typeof location === 'string'
          ? answer.status === 202
            ? 'InProgress'
            : 'Succeeded'
          : (read.text(answer.body, 'properties', 'provisioningState') ?? 'Succeeded')
    if (state === 'Succeeded') return
    if (state === 'Failed') throw new Error(JSON.stringify(answer.body))
  }
}

export const group = `/subscriptions/${subscription}/resourceGroups/rg`
export const net = `${group}/providers/Microsoft.Network`
export const ml = `${group}/providers/Microsoft.MachineLearningServices/workspaces`
export const location = 'westeurope'

/** Bodies that are as small as Azure lets them be. */
export const bodies = {
  network: (subnets: Record<string, string> = {}) => ({
    location,
    properties: {
      addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
      subnets: Object.entries(subnets).map(([name, addressPrefix]) => ({ name, properties: { addressPrefix } })),
    },
  }),
  storage: { location, sku: { name: 'Standard_LRS' }, kind: 'StorageV2', properties: {} },
  vault: {
    location,
    properties: {
      tenantId: '72f988bf-86f1-41af-91ab-2d7cd011db47',
      sku: { family: 'A', name: 'standard' },
      accessPolicies: [],
    },
  },
  registry: (sku = 'Premium') => ({ location, sku: { name: sku }, properties: {} }),
  endpoint: (subnet: string, target: string, groupId: string) => ({
    location,
    properties: {
      subnet: { id: subnet },
      privateLinkServiceConnections: [
        { name: 'link', properties: { privateLinkServiceId: target, groupIds: [groupId] } },
      ],
    },
  }),
}

/** What a workspace needs before it, and the workspace. */
export async function makeWorkspace(
  arm: Arm,
  more: { identity?: JsonObject; properties?: JsonObject; vault?: JsonObject } = {},
): Promise<void> {
  const storage = `${group}/providers/Microsoft.Storage/storageAccounts/mlstore`
  const vault = `${group}/providers/Microsoft.KeyVault/vaults/mlvault`
  const insights = `${group}/providers/Microsoft.Insights/components/mlinsights`
  const logs = `${group}/providers/Microsoft.OperationalInsights/workspaces/mllogs`
  await Promise.all([
    arm.make(storage, bodies.storage),
    arm.make(vault, { location, properties: { ...bodies.vault.properties, ...more.vault } }),
    arm.make(logs, { location, properties: {} }),
  ])
  await arm.make(insights, {
    location,
    kind: 'web',
    properties: { Application_Type: 'web', WorkspaceResourceId: logs },
  })
  await arm.make(`${ml}/mlws`, {
    location,
    identity: more.identity ?? { type: 'SystemAssigned' },
    properties: { storageAccount: storage, keyVault: vault, applicationInsights: insights, ...more.properties },
  })
}
