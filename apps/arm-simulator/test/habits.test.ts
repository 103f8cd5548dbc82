import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Simulator, type SimulatorOptions, startSimulator } from '../src/index.ts'
import type { JsonObject } from '../src/json/json.ts'
import { read } from '../src/json/read.ts'
import { readSettings } from '../src/server/read-settings.ts'
import { type Arm, type ArmAnswer, armOf, bodies, group, location, makeWorkspace, ml, net } from './arm.ts'
import { subscription } from './clients.ts'
import { Clock } from './clock.ts'

const clock = new Clock()
let simulator: Simulator
let arm: Arm

async function begin(options: SimulatorOptions): Promise<void> {
  simulator = await startSimulator({ timeScale: 50, now: clock.now, ...options })
  arm = armOf(simulator, undefined, clock)
  await arm.put(group, { location })
}
afterEach(() => simulator.close())

/** Lets simulated seconds pass. */
const pass = (seconds: number, timeScale = 50): void => clock.pass((seconds * 1000) / timeScale)

const vnet = `${net}/virtualNetworks/vnet`
const storage = `${group}/providers/Microsoft.Storage/storageAccounts/onestore`
const prefix = (addressPrefix: string): JsonObject => ({ properties: { addressPrefix } })

/** How an accepted write ended, by its status address. */
async function endOf(answer: ArmAnswer): Promise<JsonObject> {
  expect(answer.status).toBeLessThan(300)
  for (;;) {
    const { body } = await arm.send('GET', String(answer.headers['azure-asyncoperation']))
    if (body.status !== 'InProgress') return body
  }
}
const codeOf = (told: JsonObject): string => `${String(told.status)} ${read.text(told, 'error', 'code') ?? ''}`

describe('conflicts that are told late', () => {
  beforeEach(() => begin({ lateConflicts: 1, timeScale: 25 }))

  it('a second subnet is accepted while the first is made, ends as Failed, and can be sent again', async () => {
    await arm.make(vnet, bodies.network())
    const [first, second] = await Promise.all([
      arm.put(`${vnet}/subnets/a`, prefix('10.0.1.0/24')),
      arm.put(`${vnet}/subnets/b`, prefix('10.0.2.0/24')),
    ])
    const ends = await Promise.all([endOf(first), endOf(second)])
    expect(ends.map(codeOf).sort()).toEqual(['Failed AnotherOperationInProgress', 'Succeeded '])
    const states = await Promise.all(
      ['a', 'b'].map(async (name) =>
        read.text((await arm.get(`${vnet}/subnets/${name}`)).body, 'properties', 'provisioningState'),
      ),
    )
    expect(states.sort()).toEqual(['Failed', 'Succeeded'])
    await arm.make(`${vnet}/subnets/a`, prefix('10.0.1.0/24'))
    await arm.make(`${vnet}/subnets/b`, prefix('10.0.2.0/24'))
  })
  it('an update and a delete that come too early change nothing', async () => {
    await arm.make(vnet, bodies.network({ a: '10.0.1.0/24' }))
    const running = await arm.put(`${vnet}/subnets/b`, prefix('10.0.2.0/24'))
    const update = await arm.put(`${vnet}/subnets/a`, prefix('10.0.9.0/24'))
    const removal = await arm.delete(`${vnet}/subnets/a`)
    expect(codeOf(await endOf(update))).toBe('Failed AnotherOperationInProgress')
    expect(codeOf(await endOf(removal))).toBe('Failed AnotherOperationInProgress')
    await endOf(running)
    const { body } = await arm.get(`${vnet}/subnets/a`)
    expect(read.object(body, 'properties')).toMatchObject({
      addressPrefix: '10.0.1.0/24',
      provisioningState: 'Succeeded',
    })
  })
  it('what refers to something that is not ready ends with the retryable error of the network', async () => {
    await arm.make(storage, bodies.storage)
    await arm.make(vnet, bodies.network())
    await arm.put(`${vnet}/subnets/a`, prefix('10.0.1.0/24'))
    const answer = await arm.put(`${net}/privateEndpoints/pe`, bodies.endpoint(`${vnet}/subnets/a`, storage, 'blob'))
    const told = await endOf(answer)
    expect(codeOf(told)).toBe('Failed RetryableError')
    expect(read.text(read.list(told, 'error', 'details')[0], 'code')).toBe('ReferencedResourceNotProvisioned')
  })
  it('two endpoints of one account: one hears that the account is busy', async () => {
    await arm.make(storage, bodies.storage)
    await arm.make(vnet, bodies.network({ a: '10.0.1.0/24' }))
    const make = (name: string, part: string): Promise<ArmAnswer> =>
      arm.put(`${net}/privateEndpoints/${name}`, bodies.endpoint(`${vnet}/subnets/a`, storage, part))
    const ends = await Promise.all((await Promise.all([make('one', 'blob'), make('two', 'file')])).map(endOf))
    expect(ends.map(codeOf).sort()).toEqual(['Failed StorageAccountOperationInProgress', 'Succeeded '])
  })
})

describe('updates that a firewall could not take up', () => {
  const policy = `${net}/firewallPolicies/policy`
  const ranges = `${net}/ipGroups/ranges`
  const rules = (priority: number): JsonObject => ({
    properties: {
      priority,
      ruleCollections: [
        {
          ruleCollectionType: 'FirewallPolicyFilterRuleCollection',
          name: 'a',
          priority: 200,
          action: { type: 'Allow' },
          rules: [
            {
              ruleType: 'NetworkRule',
              name: 'a',
              ipProtocols: ['TCP'],
              sourceIpGroups: [ranges],
              destinationAddresses: ['*'],
              destinationPorts: ['443'],
            },
          ],
        },
      ],
    },
  })
  async function makeFirewall(): Promise<void> {
    await arm.make(ranges, { location, properties: { ipAddresses: ['10.0.0.0/24'] } })
    await arm.make(policy, { location, properties: {} })
    await arm.make(`${policy}/ruleCollectionGroups/one`, rules(200))
    await arm.make(vnet, bodies.network({ AzureFirewallSubnet: '10.0.0.0/26' }))
    await arm.make(`${net}/publicIPAddresses/pip`, { location, sku: { name: 'Standard' }, properties: {} })
    await arm.make(`${net}/azureFirewalls/fw`, {
      location,
      properties: {
        firewallPolicy: { id: policy },
        ipConfigurations: [
          {
            name: 'a',
            properties: {
              subnet: { id: `${vnet}/subnets/AzureFirewallSubnet` },
              publicIPAddress: { id: `${net}/publicIPAddresses/pip` },
            },
          },
        ],
      },
    })
  }

  it('of rules and of their policy end as FirewallPolicyUpdateFailed, where conflicts are told late', async () => {
    await begin({ lateConflicts: 1, timeScale: 400 })
    await makeFirewall()
    await arm.put(`${policy}/ruleCollectionGroups/two`, rules(300))
    const group = await endOf(await arm.put(`${policy}/ruleCollectionGroups/one`, rules(400)))
    expect(group).toMatchObject({
      status: 'Failed',
      error: {
        code: 'FirewallPolicyUpdateFailed',
        message: 'Put on Firewall Policy policy Failed with 1 faulted referenced firewalls',
      },
    })
    await arm.put(`${policy}/ruleCollectionGroups/one`, rules(200))
    const own = await endOf(await arm.put(policy, { location, properties: { threatIntelMode: 'Deny' } }))
    expect(codeOf(own)).toBe('Failed FirewallPolicyUpdateFailed')
  })
  it('of a group of addresses always end so, because Azure never tells them at once', async () => {
    await begin({ timeScale: 400 })
    await makeFirewall()
    await arm.put(`${policy}/ruleCollectionGroups/one`, rules(400))
    const told = await endOf(await arm.put(ranges, { location, properties: { ipAddresses: ['10.0.9.0/24'] } }))
    expect(told).toMatchObject({
      error: {
        code: 'IpGroupsUpdateFailed',
        message: 'Put on IP Groups ranges Failed with 1 faulted referenced firewalls',
      },
    })
    expect(read.texts((await arm.get(ranges)).body, 'properties', 'ipAddresses')).toEqual(['10.0.0.0/24'])
    await arm.ready(`${policy}/ruleCollectionGroups/one`)
    expect((await arm.delete(ranges)).code).toBe('IpGroupInUseCannotBeDeleted')
  })
})

it('without the option, every conflict is told at once', async () => {
  await begin({ timeScale: 25 })
  await arm.make(vnet, bodies.network())
  const answers = await Promise.all([
    arm.put(`${vnet}/subnets/a`, prefix('10.0.1.0/24')),
    arm.put(`${vnet}/subnets/b`, prefix('10.0.2.0/24')),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
})

describe('what was made is found late', () => {
  beforeEach(() => begin({ visibilityDelaySeconds: 60 }))

  it('by a read, by a list and by what refers to it; and the group is there at once', async () => {
    const answer = await arm.put(`${net}/networkSecurityGroups/nsg`, { location })
    expect((await endOf(answer)).status).toBe('Succeeded')
    expect((await arm.get(`${net}/networkSecurityGroups/nsg`)).code).toBe('ResourceNotFound')
    expect(read.list((await arm.get(`${net}/networkSecurityGroups`)).body, 'value')).toEqual([])
    expect((await arm.put(`${net}/networkSecurityGroups/nsg/securityRules/a`, { properties: {} })).code).toBe(
      'ParentResourceNotFound',
    )
    const network = bodies.network()
    const referring = {
      ...network,
      properties: {
        ...network.properties,
        subnets: [
          {
            name: 'a',
            properties: {
              addressPrefix: '10.0.1.0/24',
              networkSecurityGroup: { id: `${net}/networkSecurityGroups/nsg` },
            },
          },
        ],
      },
    }
    expect((await arm.put(vnet, referring)).code).toBe('InvalidResourceReference')
    pass(60)
    expect((await arm.get(`${net}/networkSecurityGroups/nsg`)).status).toBe(200)
    expect((await arm.put(vnet, referring)).status).toBe(201)
  })
  it('also when it is made at once', async () => {
    const identity = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/one`
    expect((await arm.put(identity, { location })).status).toBe(201)
    expect((await arm.get(identity)).status).toBe(404)
    pass(60)
    expect((await arm.get(identity)).status).toBe(200)
  })
})

it('a new identity is unknown to the directory for a while, but for whoever says what sort it is', async () => {
  await begin({ principalDelaySeconds: 60 })
  const identity = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/one`
  const principalId = read.text((await arm.put(identity, { location })).body, 'properties', 'principalId')
  const give = (name: string, more: JsonObject): Promise<ArmAnswer> =>
    arm.put(`${group}/providers/Microsoft.Authorization/roleAssignments/11111111-2222-3333-4444-55555555555${name}`, {
      properties: {
        principalId,
        roleDefinitionId: `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae${name}`,
        ...more,
      },
    })
  const refused = await give('7', {})
  expect(`${refused.status} ${refused.code}`).toBe('400 PrincipalNotFound')
  expect((await give('7', { principalType: 'ServicePrincipal' })).status).toBe(201)
  pass(60)
  expect((await give('8', {})).status).toBe(201)
})

it('a subnet is held for a while after the last compute in it went', async () => {
  await begin({ serviceLinkSeconds: 120, timeScale: 1000 })
  await makeWorkspace(arm)
  await arm.make(vnet, bodies.network({ a: '10.0.1.0/24' }))
  const compute = `${ml}/mlws/computes/cpu`
  await arm.make(compute, {
    location,
    properties: { computeType: 'AmlCompute', properties: { vmSize: 'a', subnet: { id: `${vnet}/subnets/a` } } },
  })
  await arm.take(`${compute}?underlyingResourceAction=Delete`)
  const refused = await arm.delete(`${vnet}/subnets/a`)
  expect(`${refused.status} ${refused.code}`).toBe('400 InUseSubnetCannotBeDeleted')
  expect(read.text(refused.body, 'error', 'message')).toContain('/serviceAssociationLinks/')
  expect((await arm.delete(vnet)).code).toBe('InUseSubnetCannotBeDeleted')
  pass(120, 1000)
  expect((await arm.delete(`${vnet}/subnets/a`)).status).toBe(202)
})

it('subnets with network policies are refused, or not, as one says', async () => {
  await begin({ networkPolicies: 'accepted' })
  await arm.make(storage, bodies.storage)
  await arm.make(vnet, bodies.network())
  await arm.make(`${vnet}/subnets/a`, {
    properties: { addressPrefix: '10.0.1.0/24', privateEndpointNetworkPolicies: 'Enabled' },
  })
  await arm.make(`${net}/privateEndpoints/pe`, bodies.endpoint(`${vnet}/subnets/a`, storage, 'blob'))
})

it('habits are set on the command line or by the environment, and only as they can be', async () => {
  await begin({})
  const said = readSettings(['--late-conflicts', '0.5', '--network-policies', 'accepted'], {
    ARM_SIMULATOR_VISIBILITY_DELAY: '5',
    ARM_SIMULATOR_PRINCIPAL_DELAY: '30',
    ARM_SIMULATOR_SERVICE_LINK: '600',
  })
  expect(said).toMatchObject({
    lateConflicts: 0.5,
    networkPolicies: 'accepted',
    visibilityDelaySeconds: 5,
    principalDelaySeconds: 30,
    serviceLinkSeconds: 600,
  })
  expect(() => readSettings(['--network-policies', 'perhaps'], {})).toThrow(RangeError)
  await expect(startSimulator({ lateConflicts: 2 })).rejects.toThrow(RangeError)
  await expect(startSimulator({ visibilityDelaySeconds: -1 })).rejects.toThrow(RangeError)
})
