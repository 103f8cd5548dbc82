import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../src/index.ts'
import { read } from '../src/json/read.ts'
import { type Arm, armOf, bodies, group, location, makeWorkspace, ml, net } from './arm.ts'
import { Clock } from './clock.ts'

const clock = new Clock()
let simulator: Simulator
let arm: Arm

beforeAll(async () => {
  simulator = await startSimulator({ now: clock.now, timeScale: 120 })
  arm = armOf(simulator, undefined, clock)
})
afterAll(() => simulator.close())
beforeEach(async () => {
  await arm.send('POST', '/_simulator/reset')
  await arm.put(group, { location })
})

const vnet = `${net}/virtualNetworks/vnet`
const storage = `${group}/providers/Microsoft.Storage/storageAccounts/store1`
const vault = `${group}/providers/Microsoft.KeyVault/vaults/vault1`
const registry = `${group}/providers/Microsoft.ContainerRegistry/registries/registry1`
const refused = async (answer: ReturnType<Arm['put']>): Promise<string> => {
  const { status, code } = await answer
  return `${status} ${code}`
}

describe('what is not there', () => {
  it('a resource in a missing group is a missing group', async () => {
    const elsewhere = storage.replace('/rg/', '/none/')
    for (const answer of [arm.get(elsewhere), arm.put(elsewhere, bodies.storage), arm.delete(elsewhere)])
      expect(await refused(answer)).toBe('404 ResourceGroupNotFound')
    expect(await refused(arm.get(`${group}x`))).toBe('404 ResourceGroupNotFound')
  })
  it('a missing resource is a 404 to read, and a 204 to delete', async () => {
    expect(await refused(arm.get(storage))).toBe('404 ResourceNotFound')
    expect((await arm.delete(storage)).status).toBe(204)
  })
  it('a child without its parent is refused', async () => {
    expect(await refused(arm.put(`${vnet}/subnets/a`, { properties: { addressPrefix: '10.0.0.0/24' } }))).toBe(
      '404 ParentResourceNotFound',
    )
  })
  it('a reference to nothing is refused', async () => {
    await arm.make(vnet, bodies.network())
    expect(
      await refused(
        arm.put(`${vnet}/subnets/a`, {
          properties: {
            addressPrefix: '10.0.0.0/24',
            networkSecurityGroup: { id: `${net}/networkSecurityGroups/none` },
          },
        }),
      ),
    ).toBe('400 InvalidResourceReference')
  })
  it('an unknown type and an unknown provider are told apart', async () => {
    expect(await refused(arm.get(`${net}/unicorns/a`))).toBe('404 InvalidResourceType')
    expect(await refused(arm.get(`${group}/providers/Microsoft.Unicorn/horns/a`))).toBe('404 NoRegisteredProviderFound')
  })
})

describe('names and places', () => {
  it.each([
    [storage.replace('store1', 'Not-Good'), bodies.storage, '400 AccountNameInvalid'],
    [vault.replace('vault1', '1-vault'), bodies.vault, '400 VaultNameNotValid'],
    [`${vnet}-`, bodies.network(), '400 InvalidResourceName'],
    [`${net}/privateDnsZones/onelabel`, { location: 'global' }, '400 InvalidResourceName'],
    [vnet, { properties: {} }, '400 LocationRequired'],
  ])('%s is refused', async (path, body, code) => {
    expect(await refused(arm.put(path, body))).toBe(code)
  })
  it('a resource does not move', async () => {
    await arm.make(`${net}/networkSecurityGroups/nsg`, { location })
    expect(await refused(arm.put(`${net}/networkSecurityGroups/nsg`, { location: 'northeurope' }))).toBe(
      '409 InvalidResourceLocation',
    )
  })
  it('a name that somebody else has is refused, wherever it is global', async () => {
    const other = group.replace('00000000-1111', '99999999-1111')
    await arm.put(other, { location })
    await Promise.all([
      arm.make(storage, bodies.storage),
      arm.make(vault, bodies.vault),
      arm.make(registry, bodies.registry()),
    ])
    expect(await refused(arm.put(storage.replace(group, other), bodies.storage))).toBe('409 StorageAccountAlreadyTaken')
    expect(await refused(arm.put(vault.replace(group, other), bodies.vault))).toBe('409 VaultAlreadyExists')
    expect(await refused(arm.put(registry.replace(group, other), bodies.registry()))).toBe('409 AlreadyInUse')
  })
})

describe('subnets', () => {
  it.each([
    ['outside', '10.9.0.0/24', '400 NetcfgInvalidSubnet'],
    ['overlapping', '10.0.1.128/25', '400 NetcfgSubnetRangesOverlap'],
    ['AzureFirewallSubnet', '10.0.2.0/27', '400 NetcfgInvalidSubnet'],
    ['AzureBastionSubnet', '10.0.2.0/27', '400 NetcfgInvalidSubnet'],
    ['crooked', '10.0.2.1/24', '400 InvalidCIDRNotation'],
  ])('%s at %s is refused', async (name, addressPrefix, code) => {
    await arm.make(vnet, bodies.network({ a: '10.0.1.0/24' }))
    expect(await refused(arm.put(`${vnet}/subnets/${name}`, { properties: { addressPrefix } }))).toBe(code)
  })
  it('a full subnet takes nobody more', async () => {
    await arm.make(vnet, bodies.network({ small: '10.0.0.0/29' }))
    await arm.make(registry, bodies.registry())
    await arm.make(`${net}/privateEndpoints/one`, bodies.endpoint(`${vnet}/subnets/small`, registry, 'registry'))
    expect(
      await refused(
        arm.put(`${net}/privateEndpoints/two`, bodies.endpoint(`${vnet}/subnets/small`, registry, 'registry')),
      ),
    ).toBe('400 SubnetIsFull')
  })
  it('a network that is put without its subnets loses them, but not one in use', async () => {
    await arm.make(vnet, bodies.network({ a: '10.0.1.0/24', b: '10.0.2.0/24' }))
    await arm.make(storage, bodies.storage)
    expect((await arm.get(`${vnet}/subnets/b`)).status).toBe(200)
    await arm.make(vnet, bodies.network({ a: '10.0.1.0/24' }))
    expect((await arm.get(`${vnet}/subnets/b`)).status).toBe(404)
    await arm.make(`${net}/privateEndpoints/pe`, bodies.endpoint(`${vnet}/subnets/a`, storage, 'blob'))
    expect(await refused(arm.put(vnet, bodies.network()))).toBe('400 InUseSubnetCannotBeDeleted')
    expect((await arm.get(`${vnet}/subnets/a`)).status).toBe(200)
  })
})

describe('private endpoints', () => {
  const subnet = `${vnet}/subnets/a`
  const endpoint = `${net}/privateEndpoints/pe`
  beforeEach(async () => {
    await arm.make(vnet, bodies.network({ a: '10.0.1.0/24' }))
  })
  it('an unknown sub-resource is refused', async () => {
    await arm.make(storage, bodies.storage)
    expect(await refused(arm.put(endpoint, bodies.endpoint(subnet, storage, 'vault')))).toBe(
      '400 InvalidPrivateLinkServiceGroupId',
    )
  })
  it('a subnet with policies for endpoints is refused', async () => {
    await arm.make(storage, bodies.storage)
    await arm.make(subnet, { properties: { addressPrefix: '10.0.1.0/24', privateEndpointNetworkPolicies: 'Enabled' } })
    expect(await refused(arm.put(endpoint, bodies.endpoint(subnet, storage, 'blob')))).toBe(
      '400 PrivateEndpointCannotBeCreatedInSubnetThatHasNetworkPoliciesEnabled',
    )
  })
  it('a registry must be Premium for an endpoint, and to be closed to the public', async () => {
    await arm.make(registry, bodies.registry('Basic'))
    expect((await arm.put(endpoint, bodies.endpoint(subnet, registry, 'registry'))).status).toBe(400)
    expect(await refused(arm.patch(registry, { properties: { publicNetworkAccess: 'Disabled' } }))).toBe(
      '400 DisablingPublicNetworkAccessNotSupported',
    )
  })
  it('the second endpoint to one target waits, and so does the target itself', async () => {
    await arm.make(storage, bodies.storage)
    expect((await arm.put(endpoint, bodies.endpoint(subnet, storage, 'blob'))).status).toBe(201)
    expect(await refused(arm.put(`${endpoint}2`, bodies.endpoint(subnet, storage, 'file')))).toBe(
      '409 StorageAccountOperationInProgress',
    )
    expect(await refused(arm.patch(storage, { tags: {} }))).toBe('409 StorageAccountOperationInProgress')
  })
  it('a subnet that is still being written is a 429 with the reason in its details', async () => {
    await arm.make(storage, bodies.storage)
    await arm.put(subnet, { properties: { addressPrefix: '10.0.1.0/24' } })
    const answer = await arm.put(endpoint, bodies.endpoint(subnet, storage, 'blob'))
    expect(answer.status).toBe(429)
    expect(answer.code).toBe('RetryableError')
    expect(read.list(answer.body, 'error', 'details')[0]).toMatchObject({ code: 'ReferencedResourceNotProvisioned' })
    expect(Number(answer.headers['retry-after-ms'])).toBeGreaterThan(0)
  })
  it('the connection goes with its endpoint, and an endpoint outlives its target', async () => {
    await arm.make(storage, bodies.storage)
    await arm.make(endpoint, bodies.endpoint(subnet, storage, 'blob'))
    expect(read.list((await arm.get(storage)).body, 'properties', 'privateEndpointConnections')).toHaveLength(1)
    await arm.take(endpoint)
    expect(read.list((await arm.get(storage)).body, 'properties', 'privateEndpointConnections')).toHaveLength(0)
    await arm.make(endpoint, bodies.endpoint(subnet, storage, 'blob'))
    await arm.take(storage)
    const left = read.list((await arm.get(endpoint)).body, 'properties', 'privateLinkServiceConnections')[0]
    expect(read.text(left, 'properties', 'privateLinkServiceConnectionState', 'status')).toBe('Disconnected')
  })
})

describe('one write at a time', () => {
  it('in a network and its subnets', async () => {
    await arm.make(vnet, bodies.network({ a: '10.0.1.0/24' }))
    await arm.put(`${vnet}/subnets/b`, { properties: { addressPrefix: '10.0.2.0/24' } })
    expect(await refused(arm.put(`${vnet}/subnets/c`, { properties: { addressPrefix: '10.0.3.0/24' } }))).toBe(
      '409 AnotherOperationInProgress',
    )
    expect(await refused(arm.put(vnet, bodies.network({ a: '10.0.1.0/24' })))).toBe('409 AnotherOperationInProgress')
    expect(await refused(arm.delete(`${vnet}/subnets/a`))).toBe('409 AnotherOperationInProgress')
  })
  it('in a firewall policy, its groups and its firewall', async () => {
    const policy = `${net}/firewallPolicies/policy`
    await arm.make(policy, { location })
    await arm.make(vnet, bodies.network({ AzureFirewallSubnet: '10.0.0.0/26' }))
    await arm.put(`${policy}/ruleCollectionGroups/a`, { properties: { priority: 100 } })
    expect(await refused(arm.put(`${policy}/ruleCollectionGroups/b`, { properties: { priority: 200 } }))).toBe(
      '409 AnotherOperationInProgress',
    )
    expect(await refused(arm.put(policy, { location }))).toBe('409 AnotherOperationInProgress')
    expect(
      await refused(
        arm.put(`${net}/azureFirewalls/fw`, {
          location,
          properties: {
            firewallPolicy: { id: policy },
            ipConfigurations: [{ name: 'a', properties: { subnet: { id: `${vnet}/subnets/AzureFirewallSubnet` } } }],
          },
        }),
      ),
    ).toBe('409 AnotherOperationInProgress')
  })
  it('of a workspace, and its computes wait until it is made', async () => {
    await makeWorkspace(arm)
    expect((await arm.patch(`${ml}/mlws`, { properties: { description: 'a' } })).status).toBe(202)
    expect(await refused(arm.patch(`${ml}/mlws`, { properties: { description: 'b' } }))).toBe('409 Conflict')
    expect(
      await refused(
        arm.put(`${ml}/mlws/computes/cpu`, { location, properties: { computeType: 'AmlCompute', properties: {} } }),
      ),
    ).toBe('409 Conflict')
  })
  it('of a storage account that is being made', async () => {
    await arm.put(storage, bodies.storage)
    expect(await refused(arm.put(storage, bodies.storage))).toBe('409 StorageAccountOperationInProgress')
  })
  it('in a group that is being deleted: none', async () => {
    await arm.make(storage, bodies.storage)
    await arm.delete(group)
    expect(await refused(arm.put(storage, bodies.storage))).toBe('409 ResourceGroupBeingDeleted')
  })
})

describe('what is in use is not deleted', () => {
  it('subnet, network, security group, route table, address, gateway, policy, zone', async () => {
    const nsg = `${net}/networkSecurityGroups/nsg`
    const table = `${net}/routeTables/table`
    const address = `${net}/publicIPAddresses/pip`
    const policy = `${net}/firewallPolicies/policy`
    const gateway = `${net}/natGateways/nat`
    const zone = `${net}/privateDnsZones/privatelink.blob.core.windows.net`
    await Promise.all([
      arm.make(nsg, { location }),
      arm.make(table, { location }),
      arm.make(address, { location }),
      arm.make(`${address}2`, { location }),
      arm.make(policy, { location }),
    ])
    await arm.make(gateway, { location, properties: { publicIpAddresses: [{ id: `${address}2` }] } })
    await arm.make(vnet, bodies.network({ AzureFirewallSubnet: '10.0.0.0/26', a: '10.0.1.0/24' }))
    await arm.make(`${vnet}/subnets/a`, {
      properties: {
        addressPrefix: '10.0.1.0/24',
        networkSecurityGroup: { id: nsg },
        routeTable: { id: table },
        natGateway: { id: gateway },
      },
    })
    await Promise.all([
      arm.make(`${net}/azureFirewalls/fw`, {
        location,
        properties: {
          firewallPolicy: { id: policy },
          ipConfigurations: [
            {
              name: 'a',
              properties: { subnet: { id: `${vnet}/subnets/AzureFirewallSubnet` }, publicIPAddress: { id: address } },
            },
          ],
        },
      }),
      arm.make(zone, { location: 'global' }),
    ])
    await arm.make(`${zone}/virtualNetworkLinks/l`, {
      location: 'global',
      properties: { virtualNetwork: { id: vnet }, registrationEnabled: false },
    })
    expect(await refused(arm.delete(`${vnet}/subnets/AzureFirewallSubnet`))).toBe('400 InUseSubnetCannotBeDeleted')
    expect(await refused(arm.delete(vnet))).toBe('400 InUseSubnetCannotBeDeleted')
    expect(await refused(arm.delete(nsg))).toBe('400 InUseNetworkSecurityGroupCannotBeDeleted')
    expect(await refused(arm.delete(table))).toBe('400 InUseRouteTableCannotBeDeleted')
    expect(await refused(arm.delete(address))).toBe('400 PublicIPAddressCannotBeDeleted')
    expect(await refused(arm.delete(`${address}2`))).toBe('400 PublicIPAddressCannotBeDeleted')
    expect(await refused(arm.delete(gateway))).toBe('400 CannotDeleteNatGatewayAssociatedToSubnet')
    expect((await arm.delete(policy)).status).toBe(400)
    expect(await refused(arm.delete(zone))).toBe('409 CannotDeleteResource')
    // The group takes all of it with itself nevertheless.
    await arm.take(group)
    expect((await arm.send('GET', '/_simulator/resources')).body).toEqual({ items: [] })
  })
  it('a network is not linked to two zones of one name', async () => {
    const other = `${group}2`
    const zone = '/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io'
    await arm.put(other, { location })
    await Promise.all([
      arm.make(vnet, bodies.network()),
      arm.make(`${group}${zone}`, { location: 'global' }),
      arm.make(`${other}${zone}`, { location: 'global' }),
    ])
    const link = { location: 'global', properties: { virtualNetwork: { id: vnet } } }
    await arm.make(`${group}${zone}/virtualNetworkLinks/l`, link)
    expect(await refused(arm.put(`${other}${zone}/virtualNetworkLinks/l`, link))).toBe('400 BadRequest')
  })
})

describe('soft delete', () => {
  it('a deleted vault holds its name until it is purged, and can be recovered', async () => {
    await arm.make(vault, bodies.vault)
    expect((await arm.delete(vault)).status).toBe(200)
    expect(await refused(arm.put(vault, bodies.vault))).toBe('409 ConflictError')
    const deleted = `/subscriptions/00000000-1111-2222-3333-444444444444/providers/Microsoft.KeyVault/locations/${location}/deletedVaults/vault1`
    expect(read.text((await arm.get(deleted)).body, 'properties', 'vaultId')).toBe(vault)
    await arm.make(vault, { location, properties: { ...bodies.vault.properties, createMode: 'recover' } })
    expect(await refused(arm.get(deleted))).toBe('404 DeletedVaultNotFound')
    await arm.delete(vault)
    expect((await arm.post(`${deleted}/purge`)).status).toBe(202)
    expect((await arm.put(vault, bodies.vault)).status).toBe(201)
  })
  it('purge protection cannot be taken back, and forbids the purge', async () => {
    await arm.make(vault, { location, properties: { ...bodies.vault.properties, enablePurgeProtection: true } })
    expect((await arm.patch(vault, { properties: { enablePurgeProtection: false } })).status).toBe(400)
    await arm.delete(vault)
    expect(
      await refused(
        arm.post(
          `/subscriptions/00000000-1111-2222-3333-444444444444/providers/Microsoft.KeyVault/locations/${location}/deletedVaults/vault1/purge`,
        ),
      ),
    ).toBe('405 MethodNotAllowed')
  })
  it('a deleted workspace holds its name unless it is purged', async () => {
    await makeWorkspace(arm)
    const { body } = await arm.get(`${ml}/mlws`)
    await arm.take(`${ml}/mlws`)
    const again = await arm.put(`${ml}/mlws`, body)
    expect(`${again.status} ${again.code}`).toBe('400 BadRequest')
    expect(read.text(again.body, 'error', 'message')).toContain('Soft-deleted workspace exists')
    await arm.delete(`${ml}/mlws?forceToPurge=true`)
    expect((await arm.put(`${ml}/mlws`, body)).status).toBe(202)
  })
})

describe('workspaces, computes and roles', () => {
  it('a workspace needs its storage, vault and insights', async () => {
    expect(await refused(arm.put(`${ml}/mlws`, { location, properties: {} }))).toBe('400 ValidationError')
    expect(
      await refused(
        arm.put(`${ml}/mlws`, {
          location,
          properties: { storageAccount: storage, keyVault: vault, applicationInsights: storage },
        }),
      ),
    ).toBe('400 ValidationError')
  })
  it('only what is documented can be patched, and an image build compute need not exist', async () => {
    await makeWorkspace(arm)
    expect(await refused(arm.patch(`${ml}/mlws`, { properties: { storageAccount: storage } }))).toBe(
      '400 InvalidRequestContent',
    )
    expect((await arm.patch(`${ml}/mlws`, { properties: { imageBuildCompute: 'later' } })).status).toBe(202)
  })
  it('a compute without public IP needs an approved endpoint of its workspace', async () => {
    await makeWorkspace(arm)
    expect(
      await refused(
        arm.put(`${ml}/mlws/computes/cpu`, {
          location,
          properties: { computeType: 'AmlCompute', properties: { enableNodePublicIp: false } },
        }),
      ),
    ).toBe('400 BadRequest')
  })
  it('a compute is deleted only with the word what becomes of its machines', async () => {
    await makeWorkspace(arm)
    const compute = `${ml}/mlws/computes/cpu`
    await arm.make(compute, { location, properties: { computeType: 'AmlCompute', properties: {} } })
    expect(await refused(arm.delete(compute))).toBe('400 BadRequest')
    expect((await arm.delete(`${compute}?underlyingResourceAction=Delete`)).status).toBe(202)
  })
  it('a role is assigned once, to a principal that is still there, and goes with its scope', async () => {
    const identity = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/identity`
    const made = await arm.make(identity, { location })
    const principalId = read.text(made.body, 'properties', 'principalId')
    await arm.make(storage, bodies.storage)
    const at = (digit: number): string =>
      `${storage}/providers/Microsoft.Authorization/roleAssignments/${String(digit).repeat(8)}-0000-0000-0000-000000000000`
    const body = {
      properties: {
        principalId,
        roleDefinitionId: '/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7',
      },
    }
    expect((await arm.put(at(1), body)).status).toBe(201)
    expect((await arm.put(at(1), body)).status).toBe(200)
    expect(await refused(arm.put(at(2), body))).toBe('409 RoleAssignmentExists')
    await arm.delete(storage)
    expect((await arm.get(at(1))).status).toBe(404)
    await arm.delete(identity)
    await arm.make(storage, bodies.storage)
    expect(await refused(arm.put(at(1), body))).toBe('400 PrincipalNotFound')
  })
})
