import { checkKind, RemovalFailed, Retryable, StepFailed } from '@palisade/contract'
import { describe, expect, test } from 'vitest'
import type { GatewayResource } from '../src/gateway-resource.ts'
import { removal } from './support/drive.ts'
import { examples, ids, subscription } from './support/examples.ts'
import { type Answer, endpoint, scriptedAzure } from './support/scripted-azure.ts'

const subscriptionId = ids.subscription.split('/')[2] ?? ''
const locks = { check: 'locks', subscription: subscriptionId, scopes: [ids.group] }
const operation = `${endpoint}/subscriptions/${subscriptionId}/providers/Microsoft.Network/locations/westeurope/operations/1?api-version=2024-01-01`

const removedAtOnce = /\/(storageAccounts|vaults|roleAssignments|containers)\/[^/]+$/

/** Azure has what is asked for, takes every write, and is at it until it is asked again. */
function obliging({ method, path }: { method: string; path: string }, status = 'Succeeded'): Answer {
  if (path.includes('/operations/')) return { status: 200, body: { status } }
  if (method === 'GET' && path.endsWith('/resources')) return { status: 200, body: { value: [] } }
  const body = Object(examples.find(({ id }) => id.toLowerCase() === path.toLowerCase())?.body)
  if (method === 'GET') return { status: 200, body }
  const headers = { 'azure-asyncoperation': operation, location: operation }
  if (method === 'DELETE' && removedAtOnce.test(path)) return { status: 200 }
  if (method === 'DELETE') return { status: 202, headers }
  return { status: 201, headers, body: { ...body, properties: { ...body.properties, provisioningState: 'Updating' } } }
}

/** A gateway that may send so many requests, and then says with which error it may not. */
async function allowed(requests: number, error: unknown) {
  let left = requests
  return scriptedAzure((one) => obliging(one), {
    beforeSend: () => {
      left -= 1
      if (left < 0) throw error
    },
  })
}

const notOurs = (resource: GatewayResource) => ({ ...resource, workspaceId: 'ws-of-nobody' })
const steps = examples.flatMap((resource): [string, GatewayResource][] => {
  const name = resource.id.split('/').slice(-2).join('/')
  return [
    [`make ${name}`, resource],
    [`observe ${name}`, { ...resource, action: 'observe' }],
    [`remove ${name}`, removal(resource)],
  ]
})

describe('what may not be sent does not leave, and nobody sorts the reason', () => {
  test.each([
    ...steps,
    ['read', subscription],
    ['await', { ...notOurs(examples[1] ?? subscription), action: 'await' }],
    ['check', { ...subscription, kind: checkKind, action: 'check', body: locks }],
  ] satisfies [string, GatewayResource][])('%s', async (_, resource) => {
    const reason = new Error('the lease is over')
    const { gateway, sent } = await allowed(0, reason)
    await expect(gateway.begin(resource, { resuming: true })).rejects.toBe(reason)
    expect(sent).toEqual([])
  })
})

describe('neither does what a poller of an SDK asks on its own', () => {
  test.each(steps.filter(([, { action }]) => action !== 'observe'))('%s', async (_, resource) => {
    const begun = await (await scriptedAzure((one) => obliging(one, 'InProgress'))).gateway.begin(resource, {
      resuming: false,
    })
    // Some kinds are done with the answer to their write.
    if (begun.done) return
    const reason = new Error('the lease is over')
    const first = await allowed(0, reason)
    await expect(first.gateway.poll(resource, begun.handle)).rejects.toBe(reason)
    expect(first.sent).toEqual([])

    // The poller asks twice: how the operation stands, and for the resource.
    const second = await allowed(1, reason)
    const polled = await second.gateway.poll(resource, begun.handle).catch((thrown: unknown) => thrown)
    expect(second.sent).toHaveLength(1)
    if (polled instanceof Error) expect(polled).toBe(reason)
    else expect(resource.action === 'remove' || begun.handle.includes('look')).toBe(true)
  })
})

test('a write is not sent when the look before it took too long', async () => {
  const reason = new Error('the lease is over')
  const { gateway, sent } = await allowed(1, reason)
  await expect(gateway.begin(examples[1] ?? subscription, { resuming: false })).rejects.toBe(reason)
  expect(sent.map(({ method }) => method)).toEqual(['GET'])
})

test.each([
  ['Retryable', new Retryable('azure-busy', 'not now')],
  ['StepFailed', new StepFailed('azure-invalid', 'never')],
  ['RemovalFailed', new RemovalFailed('azure-locked', 'never')],
  ['no error', 'only words'],
])('the reason may be anything: %s', async (_, reason) => {
  for (const resource of [subscription, { ...subscription, kind: checkKind, action: 'check' as const, body: locks }]) {
    const { gateway, sent } = await allowed(0, reason)
    await expect(gateway.begin(resource, { resuming: false })).rejects.toBe(reason)
    expect(sent).toEqual([])
  }
})
