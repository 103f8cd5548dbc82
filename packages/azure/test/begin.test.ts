import { Retryable, StepFailed } from '@palisade/contract'
import { expect, test } from 'vitest'
import { removal } from './support/drive.ts'
import { example, ids, subscription } from './support/examples.ts'
import { type Answer, endpoint, scriptedAzure } from './support/scripted-azure.ts'

const routes = example(ids.routes)
const ours = { ...Object(routes.body), id: routes.id, name: routes.name }
const missing: Answer = { status: 404, body: { error: { code: 'ResourceNotFound', message: 'none' } } }
const standing = (provisioningState: string): Answer => ({
  status: 200,
  body: { ...ours, properties: { ...ours.properties, provisioningState } },
})
const foreign: Answer = { status: 200, body: { ...ours, tags: { 'palisade-workspace': 'ws-of-another' } } }

test('what does not exist is made, and a handle of another process finishes it', async () => {
  const url = `${endpoint}/subscriptions/x/providers/Microsoft.Network/locations/westeurope/operations/1?api-version=2024-01-01`
  let status = 'InProgress'
  const script = ({ method, path }: { method: string; path: string }): Answer => {
    if (method === 'PUT')
      return { status: 201, headers: { 'azure-asyncoperation': url, 'retry-after': '10' }, body: ours }
    if (path.includes('/operations/')) return { status: 200, headers: { 'retry-after': '3' }, body: { status } }
    return status === 'Succeeded' ? standing('Succeeded') : missing
  }
  const first = await scriptedAzure(script)
  const begun = await first.gateway.begin(routes, { resuming: false })
  expect(begun).toMatchObject({ done: false, retryAfterMs: 10_000 })
  expect(first.sent.map(({ method }) => method)).toEqual(['GET', 'PUT'])
  if (begun.done) throw new Error('it cannot be done')

  const second = await scriptedAzure(script)
  const polled = await second.gateway.poll(routes, begun.handle)
  expect(polled).toMatchObject({ done: false, retryAfterMs: 3_000 })
  expect(second.sent, 'one poll is one read').toHaveLength(1)
  if (polled.done) throw new Error('it cannot be done')

  status = 'Succeeded'
  expect(await second.gateway.poll(routes, polled.handle)).toEqual({ done: true, outputs: {} })
  expect(second.sent, 'the last poll reads the status and the resource').toHaveLength(3)
})

test('what exists and is not ours is refused and not written', async () => {
  const { gateway, sent } = await scriptedAzure(() => foreign)
  for (const resuming of [false, true]) {
    const error = await gateway.begin(routes, { resuming }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(StepFailed)
    expect(error).toMatchObject({ code: 'not-ours' })
  }
  expect(sent.every(({ method }) => method === 'GET')).toBe(true)
})

test('resuming takes over what an earlier attempt made', async () => {
  const { gateway, sent } = await scriptedAzure(() => standing('Succeeded'))
  expect(await gateway.begin(routes, { resuming: true })).toEqual({ done: true, outputs: {} })
  expect(sent.map(({ method }) => method)).toEqual(['GET'])
})

test('resuming waits for what Azure is still making, and asks the resource itself', async () => {
  let state = 'Updating'
  const { gateway, sent } = await scriptedAzure(() => standing(state))
  const begun = await gateway.begin(routes, { resuming: true })
  if (begun.done) throw new Error('it cannot be done')
  expect(await gateway.poll(routes, begun.handle)).toMatchObject({ done: false })
  state = 'Succeeded'
  expect(await gateway.poll(routes, begun.handle)).toEqual({ done: true, outputs: {} })
  expect(sent.map(({ method }) => method)).toEqual(['GET', 'GET', 'GET'])
})

test.each(['Failed', 'Canceled'])('resuming writes again what is %s', async (state) => {
  const { gateway, sent } = await scriptedAzure(({ method }) =>
    method === 'GET' ? standing(state) : standing('Succeeded'),
  )
  expect(await gateway.begin(routes, { resuming: true })).toEqual({ done: true, outputs: {} })
  expect(sent.map(({ method }) => method)).toEqual(['GET', 'PUT'])
})

test('what is just being removed is waited for', async () => {
  const { gateway } = await scriptedAzure(() => standing('Deleting'))
  await expect(gateway.begin(routes, { resuming: true })).rejects.toMatchObject({ code: 'azure-busy' })
})

test('a virtual network that exists keeps its subnets when it is written again', async () => {
  const network = example(ids.network)
  const subnets = [{ id: ids.subnet, name: 'training', properties: { addressPrefix: '10.40.1.0/24' } }]
  const body = { ...Object(network.body), etag: '"7"' }
  const { gateway, sent } = await scriptedAzure(({ method }) =>
    method === 'GET'
      ? { status: 200, body: { ...body, properties: { ...body.properties, subnets } } }
      : { status: 200, body },
  )
  await gateway.begin(network, { resuming: false })
  expect(sent[1]).toMatchObject({ method: 'PUT', headers: { 'if-match': '"7"' }, body: { properties: { subnets } } })
})

test('a resource group of somebody else is used and left as it is', async () => {
  const group = example(ids.group)
  for (const tags of [{}, { 'palisade-workspace': 'ws-of-another' }]) {
    const { gateway, sent } = await scriptedAzure(() => ({ status: 200, body: { location: 'westeurope', tags } }))
    expect(await gateway.begin(group, { resuming: false })).toMatchObject({
      done: true,
      outputs: { preexisting: 'true' },
    })
    expect(await gateway.begin(removal(group), { resuming: false })).toMatchObject({
      done: true,
      note: expect.stringContaining('left alone'),
    })
    expect(sent.every(({ method }) => method === 'GET')).toBe(true)
  }
})

test('a role that is given already under another name is given', async () => {
  const { gateway } = await scriptedAzure(() => ({
    status: 409,
    body: { error: { code: 'RoleAssignmentExists', message: 'The role assignment already exists.' } },
  }))
  expect(await gateway.begin(example(ids.role), { resuming: false })).toMatchObject({ done: true })
})

test('a subscription gives its tenant, unless it cannot be used', async () => {
  let state = 'Enabled'
  const { gateway } = await scriptedAzure(() => ({
    status: 200,
    body: { id: subscription.id, tenantId: 't-1', state },
  }))
  expect(await gateway.begin(subscription, { resuming: false })).toEqual({ done: true, outputs: { tenantId: 't-1' } })
  state = 'Disabled'
  await expect(gateway.begin(subscription, { resuming: false })).rejects.toMatchObject({ code: 'azure-subscription' })
})

test('an amendment of what is not there, or not ours, is refused', async () => {
  const amendment = {
    ...example(ids.network),
    action: 'amend',
    body: { properties: { dhcpOptions: { dnsServers: [] } } },
  } as const
  const nothing = await scriptedAzure(() => missing)
  await expect(nothing.gateway.begin(amendment, { resuming: false })).rejects.toMatchObject({ code: 'azure-missing' })
  const another = await scriptedAzure(() => foreign)
  await expect(another.gateway.begin(amendment, { resuming: false })).rejects.toMatchObject({ code: 'not-ours' })
})

test('resuming an amendment never takes another change for it', async () => {
  const network = example(ids.network)
  const body = { properties: { dhcpOptions: { dnsServers: ['10.40.0.4'] } } }
  const amendment = { ...network, action: 'amend', body } as const
  let provisioningState = 'Updating'
  const { gateway, sent } = await scriptedAzure(() => {
    const standing = Object(network.body)
    return { status: 200, body: { ...standing, properties: { ...standing.properties, provisioningState } } }
  })
  await expect(gateway.begin(amendment, { resuming: true })).rejects.toMatchObject({ code: 'azure-busy' })
  provisioningState = 'Succeeded'
  await gateway.begin(amendment, { resuming: true })
  expect(sent.map(({ method }) => method)).toEqual(['GET', 'GET', 'PUT'])
})

test('an output that Azure does not say yet is waited for', async () => {
  const firewall = example(ids.firewall)
  const { gateway } = await scriptedAzure(() => ({ status: 200, body: { ...Object(firewall.body), properties: {} } }))
  await expect(gateway.begin(firewall, { resuming: true })).rejects.toBeInstanceOf(Retryable)
})

test('a body that does not fit its type is a bug, and nothing is sent', async () => {
  const { gateway, sent } = await scriptedAzure(() => missing)
  const wrong = { ...routes, body: { location: 'westeurope', tags: {}, properties: { routes: 'all' } } }
  const error = await gateway.begin(wrong, { resuming: false }).catch((thrown: unknown) => thrown)
  expect(error).not.toBeInstanceOf(StepFailed)
  expect(String(error)).toContain('does not fit its type')
  expect(sent).toEqual([])
})

test('a type that the gateway does not know is a bug', async () => {
  const { gateway } = await scriptedAzure(() => missing)
  const disk = { ...routes, kind: 'Microsoft.Compute/disks' }
  await expect(gateway.begin(disk, { resuming: false })).rejects.toThrow('does not know')
})
