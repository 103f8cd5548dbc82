import { request } from 'node:https'
import { type Simulator, startSimulator } from '@palisade/arm-simulator'
import { type Json, Retryable, StepFailed } from '@palisade/contract'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type AzureCall, credentialFor, type Gateway, type GatewayResource, openGateway } from '../src/index.ts'
import { parseResourceId } from '../src/resource-id.ts'
import { bringAbout, takeAway } from './support/drive.ts'
import { example, ids } from './support/examples.ts'

// What the request names is somebody else's: here it belongs to another workspace, which makes no difference.
const owner = 'ws-of-somebody-else'
function theirs(id: string): GatewayResource {
  const { body, ...rest } = example(id)
  const { tags, ...others } = Object(body)
  const owned = tags === undefined ? others : { ...others, tags: { ...tags, 'palisade-workspace': owner } }
  return { ...rest, body: owned, workspaceId: owner }
}

let simulator: Simulator
let gateway: Gateway
let calls: AzureCall[] = []

beforeAll(async () => {
  simulator = await startSimulator({ timeScale: 1200 })
  const { url, ca } = simulator
  const credential = await credentialFor({ mode: 'simulator' })
  gateway = openGateway({ endpoint: url, ca, credential, onCall: (call) => calls.push(call) })
  for (const id of [ids.group, ids.nsg, ids.network, ids.hub, ids.policy]) await bringAbout(gateway, theirs(id))
  await bringAbout(gateway, { ...theirs(ids.subnet), body: asTheyMadeIt })
})
afterAll(() => simulator.close())
beforeEach(() => {
  calls = []
})

const asTheyMadeIt: Json = {
  properties: {
    addressPrefix: '10.40.1.0/24',
    defaultOutboundAccess: false,
    networkSecurityGroup: { id: ids.nsg },
    serviceEndpoints: [{ service: 'Microsoft.KeyVault' }],
  },
}

function ours(id: string, action: GatewayResource['action'], body: Json = null): GatewayResource {
  const { type, name } = parseResourceId(id)
  return { kind: type, action, name, id, body, workspaceId: 'ws-00000001' }
}

const begin = (resource: GatewayResource, resuming = false) =>
  gateway.begin(resource, { resuming }).catch((error: unknown) => error)
const writes = () => calls.filter(({ method }) => method !== 'GET')

async function inAzure(id: string): Promise<Record<string, unknown> | undefined> {
  const text = await new Promise<string>((resolve, reject) => {
    request(
      new URL('/_simulator/resources', simulator.url),
      { ca: simulator.ca, headers: { authorization: `Bearer ${simulator.controlToken}` } },
      async (answer) => {
        resolve((await answer.toArray()).join(''))
      },
    )
      .on('error', reject)
      .end()
  })
  const items: Record<string, unknown>[] = JSON.parse(text).items
  return items.find((item) => String(item.id).toLowerCase() === id.toLowerCase())
}

test('what fits is used as it is, and gives what others need', async () => {
  expect(
    await begin(ours(ids.network, 'read', { location: 'West Europe', addressPrefixes: ['10.40.8.0/24'] })),
  ).toEqual({ done: true, outputs: {} })
  expect(
    await begin(
      ours(ids.subnet, 'read', {
        addressPrefix: '10.40.1.0/24',
        serviceEndpoints: ['Microsoft.KeyVault'],
        isUndelegated: true,
      }),
    ),
  ).toEqual({ done: true, outputs: { addressPrefix: '10.40.1.0/24' } })
  expect(await begin(ours(ids.hub, 'read'))).toMatchObject({ done: true })
  expect(writes()).toEqual([])
})

test('what does not fit is told in full, in words that say what to change', async () => {
  const network = await begin(
    ours(ids.network, 'read', { location: 'northeurope', addressPrefixes: ['10.40.0.0/16', '10.40.8.0/24'] }),
  )
  expect(network).toBeInstanceOf(StepFailed)
  expect(network).toMatchObject({ code: 'existing-unsuitable' })
  expect(String(network)).toContain('this one is in westeurope')
  expect(String(network)).toContain('add 10.40.0.0/16 to the address space')
  expect(String(network)).not.toContain('10.40.8.0')

  const subnet = await begin(
    ours(ids.subnet, 'read', {
      addressPrefix: '10.40.2.0/24',
      serviceEndpoints: ['Microsoft.KeyVault', 'Microsoft.Storage'],
      hasRouteTable: true,
      isUndelegated: true,
    }),
  )
  expect(subnet).toMatchObject({ code: 'existing-unsuitable' })
  for (const reason of [
    'it is 10.40.1.0/24 and not 10.40.2.0/24',
    'add the service endpoint Microsoft.Storage',
    'associate a route table',
  ])
    expect(String(subnet)).toContain(reason)
  for (const met of ['Microsoft.KeyVault', 'delegat']) expect(String(subnet)).not.toContain(met)
  expect(writes()).toEqual([])
})

test('what has to exist and does not fails the step', async () => {
  expect(await begin(ours(`${ids.network}-not-there`, 'read', {}))).toMatchObject({ code: 'azure-missing' })
})

test('what somebody else is to make is waited for, and then used as it is', async () => {
  const table = ours(ids.routes, 'await')
  const early = await begin(table)
  expect(early).toBeInstanceOf(Retryable)
  expect(early).toMatchObject({ code: 'azure-not-ready' })
  expect(String(early)).toContain('does not exist yet')
  expect(writes()).toEqual([])
  await bringAbout(gateway, theirs(ids.routes))
  calls = []
  expect(await begin(table, true)).toEqual({ done: true, outputs: {} })
  expect(writes()).toEqual([])
  expect(await takeAway(gateway, table)).toMatchObject({ done: true })
  expect(await inAzure(ids.routes)).toBeDefined()
})

test('an adjustment changes what it says in what is not ours, keeps the rest, and is never undone', async () => {
  const adjustment = ours(ids.subnet, 'adjust', {
    properties: {
      serviceEndpoints: [{ service: 'Microsoft.Storage' }, { service: 'Microsoft.KeyVault' }],
      routeTable: { id: ids.routes },
      privateEndpointNetworkPolicies: 'Disabled',
    },
  })
  await bringAbout(gateway, adjustment)
  await bringAbout(gateway, adjustment, true)
  const { body } = Object(await inAzure(ids.subnet))
  expect(body.properties).toMatchObject({
    addressPrefix: '10.40.1.0/24',
    defaultOutboundAccess: false,
    networkSecurityGroup: { id: ids.nsg },
    routeTable: { id: ids.routes },
    privateEndpointNetworkPolicies: 'Disabled',
  })
  const services = body.properties.serviceEndpoints.map(({ service }: { service: string }) => service)
  expect(services).toEqual(['Microsoft.KeyVault', 'Microsoft.Storage'])

  calls = []
  expect(await takeAway(gateway, adjustment)).toMatchObject({ note: expect.stringContaining('left alone') })
  expect(calls.filter(({ method }) => method !== 'GET')).toEqual([])
})

test('an adjustment of a network leaves its tags, its subnets and its owner alone', async () => {
  await bringAbout(gateway, ours(ids.network, 'adjust', { properties: { dhcpOptions: { dnsServers: ['10.40.0.4'] } } }))
  const { body } = Object(await inAzure(ids.network))
  expect(body.tags).toMatchObject({ team: 'fraud' })
  expect(body.properties.dhcpOptions).toEqual({ dnsServers: ['10.40.0.4'] })
  expect(await inAzure(ids.subnet)).toBeDefined()
})

test('an adjustment of what cannot be merged is a bug, and so is one of what does not exist an error', async () => {
  expect(await begin(ours(ids.storage, 'adjust', {}))).not.toBeInstanceOf(StepFailed)
  const missing = ours(`${ids.network}/subnets/none`, 'adjust', { properties: {} })
  expect(await begin(missing)).toMatchObject({ code: 'azure-missing' })
  expect(writes()).toEqual([])
})

test('an amendment of a child without tags needs a parent that is ours', async () => {
  const body = { properties: { privateEndpointNetworkPolicies: 'Disabled' } } as const
  expect(await begin(ours(ids.subnet, 'amend', body))).toMatchObject({ code: 'not-ours' })
  expect(writes()).toEqual([])
  const amended = { ...ours(ids.subnet, 'amend', body), workspaceId: owner }
  expect(await bringAbout(gateway, amended)).toMatchObject({ outputs: { addressPrefix: '10.40.1.0/24' } })
})

test('a guest is made in what is not ours, and removed without asking its host', async () => {
  const guests = [
    { ...ours(`${ids.network}/subnets/snet-training-1a2b`, 'make', { properties: { addressPrefix: '10.40.9.0/24' } }) },
    { ...ours(`${ids.policy}/ruleCollectionGroups/azure-ml-1a2b`, 'make', example(ids.rules).body) },
    { ...ours(`${ids.hub}/virtualNetworkPeerings/from-1a2b`, 'make', example(ids.peeringBack).body) },
  ]
  for (const one of guests) {
    const guest = { ...one, isGuest: true } as const
    await bringAbout(gateway, guest)
    expect(await takeAway(gateway, one), 'without the mark, it is its parent that says whose it is').toMatchObject({
      note: expect.stringContaining('left alone'),
    })
    expect(await inAzure(guest.id)).toBeDefined()
    calls = []
    expect(await takeAway(gateway, guest)).toMatchObject({ done: true })
    expect(calls.some(({ url }) => new URL(url).pathname === parseResourceId(guest.id).parentId)).toBe(false)
    expect(await inAzure(guest.id)).toBeUndefined()
    expect(await takeAway(gateway, guest)).toMatchObject({ done: true })
  }
})
