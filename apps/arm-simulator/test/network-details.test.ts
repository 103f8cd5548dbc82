import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../src/index.ts'
import type { JsonObject } from '../src/json/json.ts'
import { read } from '../src/json/read.ts'
import { type Arm, type ArmAnswer, armOf, bodies, group, location, net } from './arm.ts'

const nsg = `${net}/networkSecurityGroups/nsg`
const network = `${net}/virtualNetworks/vnet`

const rule = (priority: number): JsonObject => ({
  properties: {
    protocol: 'Tcp',
    access: 'Deny',
    direction: 'Outbound',
    priority,
    sourceAddressPrefix: '*',
    sourcePortRange: '*',
    destinationAddressPrefix: 'Internet',
    destinationPortRange: '443',
  },
})

describe('parts of the network that are written or asked for on their own', () => {
  let simulator: Simulator
  let arm: Arm

  beforeAll(async () => {
    simulator = await startSimulator({ timeScale: 100_000 })
    arm = armOf(simulator)
  })
  afterAll(() => simulator.close())

  beforeEach(async () => {
    await arm.send('POST', '/_simulator/reset')
    await arm.put(group, { location })
  })

  /** The end of a long action that answers with Location. */
  async function result(first: ArmAnswer): Promise<ArmAnswer> {
    expect(first.status).toBe(202)
    for (;;) {
      const answer = await arm.send('GET', String(first.headers.location))
      if (answer.status !== 202) return answer
    }
  }

  const rulesOf = async (): Promise<(string | undefined)[]> =>
    read.list((await arm.get(nsg)).body, 'properties', 'securityRules').map((item) => read.text(item, 'name'))

  describe('security rules', () => {
    it('a rule that is put alone is in its group, and one that is deleted alone is not', async () => {
      await arm.make(nsg, { location, properties: { securityRules: [{ name: 'first', ...rule(100) }] } })
      const { etag: before } = (await arm.get(nsg)).body
      await arm.make(`${nsg}/securityRules/second`, rule(200))
      expect(await rulesOf()).toEqual(['first', 'second'])
      expect((await arm.get(nsg)).body.etag).not.toBe(before)
      await arm.take(`${nsg}/securityRules/first`)
      expect(await rulesOf()).toEqual(['second'])
    })

    it('a put of the group makes and removes the rules that it has or leaves out', async () => {
      await arm.make(nsg, { location, properties: { securityRules: [{ name: 'first', ...rule(100) }] } })
      expect((await arm.get(`${nsg}/securityRules/first`)).body).toMatchObject({ properties: { priority: 100 } })
      await arm.make(nsg, { location, properties: { securityRules: [{ name: 'second', ...rule(100) }] } })
      expect((await arm.get(`${nsg}/securityRules/first`)).status).toBe(404)
      expect(read.list((await arm.get(`${nsg}/securityRules`)).body, 'value')).toHaveLength(1)
    })

    it('two rules of a group never have the same priority in a direction', async () => {
      await arm.make(nsg, { location, properties: { securityRules: [{ name: 'first', ...rule(100) }] } })
      expect((await arm.put(`${nsg}/securityRules/second`, rule(100))).code).toBe('SecurityRuleConflict')
      expect((await arm.put(`${nsg}/securityRules/first`, rule(100))).status).toBe(200)
    })

    it('the default rules can be read', async () => {
      await arm.make(nsg, { location, properties: {} })
      expect(read.list((await arm.get(`${nsg}/defaultSecurityRules`)).body, 'value')).toHaveLength(6)
      expect((await arm.get(`${nsg}/defaultSecurityRules/DenyAllInBound`)).body).toMatchObject({
        properties: { access: 'Deny', priority: 65_500 },
      })
    })
  })

  it('definitions of a service endpoint policy are written with it and alone', async () => {
    const policy = `${net}/serviceEndpointPolicies/policy`
    const definition = (name: string) => ({
      name,
      properties: { service: 'Microsoft.Storage', serviceResources: [group] },
    })
    await arm.make(policy, { location, properties: { serviceEndpointPolicyDefinitions: [definition('one')] } })
    await arm.make(`${policy}/serviceEndpointPolicyDefinitions/two`, { properties: definition('two').properties })
    expect(
      read
        .list((await arm.get(policy)).body, 'properties', 'serviceEndpointPolicyDefinitions')
        .map((item) => read.text(item, 'name')),
    ).toEqual(['one', 'two'])
  })

  it('a service endpoint policy that a subnet uses is not deleted', async () => {
    const policy = `${net}/serviceEndpointPolicies/policy`
    await arm.make(policy, { location, properties: {} })
    await arm.make(network, {
      location,
      properties: {
        addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
        subnets: [
          { name: 'used', properties: { addressPrefix: '10.0.1.0/24', serviceEndpointPolicies: [{ id: policy }] } },
        ],
      },
    })
    expect((await arm.delete(policy)).status).toBe(400)
    expect(read.list((await arm.get(policy)).body, 'properties', 'subnets')).toHaveLength(1)
  })

  it('a draft of a rule collection group lies beside the group, and changes nothing in it', async () => {
    const rules = `${net}/firewallPolicies/policy/ruleCollectionGroups/rules`
    await arm.make(`${net}/firewallPolicies/policy`, { location, properties: {} })
    await arm.make(rules, { properties: { priority: 100, ruleCollections: [] } })
    expect(
      (await arm.put(`${rules}/ruleCollectionGroupDrafts/default`, { properties: { priority: 200 } })).status,
    ).toBe(201)
    expect((await arm.get(rules)).body).toMatchObject({ properties: { priority: 100 } })
    expect((await arm.delete(`${rules}/ruleCollectionGroupDrafts/default`)).status).toBe(200)
  })

  describe('addresses', () => {
    const card = `${net}/networkInterfaces/card`
    const one = { name: 'one', properties: { subnet: { id: `${network}/subnets/machines` } } }

    beforeEach(async () => {
      await arm.make(network, bodies.network({ machines: '10.0.1.0/24' }))
    })

    it('a network says whether an address is free, and which others are', async () => {
      await arm.make(card, { location, properties: { ipConfigurations: [one] } })
      expect((await arm.get(`${network}/CheckIPAddressAvailability?ipAddress=10.0.1.4`)).body).toEqual({
        available: false,
        availableIPAddresses: ['10.0.1.5', '10.0.1.6', '10.0.1.7', '10.0.1.8', '10.0.1.9'],
      })
      expect((await arm.get(`${network}/CheckIPAddressAvailability?ipAddress=10.0.1.5`)).body).toEqual({
        available: true,
      })
      expect((await arm.get(`${network}/CheckIPAddressAvailability?ipAddress=nonsense`)).status).toBe(400)
    })

    it('a network says how full its subnets are', async () => {
      await arm.make(card, { location, properties: { ipConfigurations: [one] } })
      expect(read.list((await arm.get(`${network}/usages`)).body, 'value')).toMatchObject([
        { id: `${network}/subnets/machines`, currentValue: 1, limit: 251 },
      ])
    })

    it('an interface can have a whole block, in the subnet of its primary configuration, and nobody else gets of it', async () => {
      const block = { name: 'block', properties: { privateIPAddressPrefixLength: 28 } }
      const huge = { name: 'huge', properties: { privateIPAddressPrefixLength: 8 } }
      expect((await arm.put(card, { location, properties: { ipConfigurations: [one, huge] } })).status).toBe(400)
      const made = await arm.make(card, { location, properties: { ipConfigurations: [one, block] } })
      expect(
        read
          .list(made.body, 'properties', 'ipConfigurations')
          .map((item) => read.text(item, 'properties', 'privateIPAddress')),
      ).toEqual(['10.0.1.4', '10.0.1.16/28'])
      expect((await arm.get(`${network}/CheckIPAddressAvailability?ipAddress=10.0.1.31`)).body).toMatchObject({
        available: false,
      })
    })

    it('an interface tells the routes and rules that hold for it', async () => {
      await arm.make(nsg, { location, properties: { securityRules: [{ name: 'first', ...rule(100) }] } })
      await arm.make(`${net}/routeTables/routes`, {
        location,
        properties: {
          routes: [
            {
              name: 'default',
              properties: {
                addressPrefix: '0.0.0.0/0',
                nextHopType: 'VirtualAppliance',
                nextHopIpAddress: '10.0.9.4',
              },
            },
          ],
        },
      })
      await arm.make(`${network}/subnets/machines`, {
        properties: {
          addressPrefix: '10.0.1.0/24',
          networkSecurityGroup: { id: nsg },
          routeTable: { id: `${net}/routeTables/routes` },
        },
      })
      await arm.make(card, { location, properties: { ipConfigurations: [one] } })

      const routes = await result(await arm.post(`${card}/effectiveRouteTable`))
      expect(read.list(routes.body, 'value')).toMatchObject([
        { addressPrefix: ['10.0.0.0/16'], nextHopType: 'VnetLocal', state: 'Active' },
        { addressPrefix: ['0.0.0.0/0'], nextHopType: 'Internet', state: 'Invalid' },
        { addressPrefix: ['0.0.0.0/0'], nextHopIpAddress: ['10.0.9.4'], state: 'Active', source: 'User' },
      ])
      const groups = await result(await arm.post(`${card}/effectiveNetworkSecurityGroups`))
      expect(
        read.list(read.list(groups.body, 'value')[0], 'effectiveSecurityRules').map((item) => read.text(item, 'name')),
      ).toContain('first')
    })
  })

  it('the types that endpoints can lead to are told', async () => {
    const { body } = await arm.get(
      `${group.split('/resourceGroups')[0] ?? ''}/providers/Microsoft.Network/locations/westeurope/availablePrivateEndpointTypes`,
    )
    expect(read.list(body, 'value').map((item) => read.text(item, 'resourceName'))).toContain(
      'Microsoft.MachineLearningServices/workspaces',
    )
  })

  it('a provider says what a role can allow', async () => {
    const { body } = await arm.get('/providers/Microsoft.Network/operations')
    const names = read.list(body, 'value').map((item) => read.text(item, 'name'))
    expect(names).toContain('Microsoft.Network/virtualNetworks/subnets/write')
    expect(names).not.toContain('Microsoft.Network/privateDnsZones/SOA/delete')
    expect((await arm.get('/providers/Microsoft.Nowhere/operations')).status).toBe(404)
    const providers = `${group.split('/resourceGroups')[0] ?? ''}/providers`
    expect((await arm.get(`${providers}/Microsoft.Network/providerPermissions`)).body).toEqual({ value: [] })
    expect((await arm.get(`${providers}/Microsoft.Nowhere/providerPermissions`)).status).toBe(404)
  })
})
