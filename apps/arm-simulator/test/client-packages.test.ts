import { ComputeManagementClient } from '@azure/arm-compute'
import { ContainerServiceClient } from '@azure/arm-containerservice'
import { ManagementLockClient } from '@azure/arm-locks'
import { MonitorClient } from '@azure/arm-monitor'
import { ManagedServiceIdentityClient } from '@azure/arm-msi'
import { PolicyClient } from '@azure/arm-policy'
import { SubscriptionClient } from '@azure/arm-resources-subscriptions'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../src/index.ts'
import { armOf } from './arm.ts'
import { clientsOf, credential, fast, optionsFor, subscription } from './clients.ts'

const rg = 'rg-clients'
const location = 'westeurope'
const tenant = '72f988bf-86f1-41af-91ab-2d7cd011db47'
const idOf = (type: string, name: string): string =>
  `/subscriptions/${subscription}/resourceGroups/${rg}/providers/${type}/${name}`

let simulator: Simulator
let clients: ReturnType<typeof clientsOf>
let compute: ComputeManagementClient
let kubernetes: ContainerServiceClient
let monitor: MonitorClient
let locks: ManagementLockClient
let policies: PolicyClient
let identities: ManagedServiceIdentityClient
let subscriptions: SubscriptionClient

beforeAll(async () => {
  simulator = await startSimulator({ timeScale: 2_000 })
  clients = clientsOf(simulator)
  const options = optionsFor(simulator)
  compute = new ComputeManagementClient(credential, subscription, options)
  kubernetes = new ContainerServiceClient(credential, subscription, options)
  locks = new ManagementLockClient(credential, subscription, options)
  policies = new PolicyClient(credential, subscription, options)
  monitor = new MonitorClient(credential, subscription, options)
  identities = new ManagedServiceIdentityClient(credential, subscription, options)
  subscriptions = new SubscriptionClient(credential, options)
  await clients.resources.resourceGroups.createOrUpdate(rg, { location })
})
afterAll(() => simulator.close())

async function all<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = []
  for await (const item of pages) items.push(item)
  return items
}

const names = async (pages: AsyncIterable<{ name?: string | undefined }>): Promise<(string | undefined)[]> =>
  (await all(pages)).map((item) => item.name)

/** What a refusal looks like in all of them. */
const refusedWith = (statusCode: number, code: string) => expect.objectContaining({ statusCode, code })

describe('the clients of the official packages make, read, list, change and remove, and are told why not', () => {
  it('@azure/arm-resources', async () => {
    const { resources } = clients
    await resources.resourceGroups.createOrUpdate('rg-other', { location, tags: { a: '1' } })
    expect(await names(resources.resourceGroups.list())).toEqual([rg, 'rg-other'])
    expect((await resources.resourceGroups.update('rg-other', { tags: { b: '2' } })).tags).toEqual({ b: '2' })
    expect((await resources.resourceGroups.checkExistence('rg-other')).body).toBe(true)
    await resources.resourceGroups.beginDeleteAndWait('rg-other', fast)
    await expect(resources.resourceGroups.get('rg-other')).rejects.toThrow(refusedWith(404, 'ResourceGroupNotFound'))
  })

  it('@azure/arm-resources-subscriptions', async () => {
    expect((await subscriptions.subscriptions.get(subscription)).state).toBe('Enabled')
    expect((await all(subscriptions.subscriptions.list())).map((each) => each.subscriptionId)).toEqual([subscription])
    expect(await all(subscriptions.tenants.list())).toHaveLength(1)
  })

  it('@azure/arm-network', async () => {
    const { network } = clients
    await network.virtualNetworks.beginCreateOrUpdateAndWait(
      rg,
      'vnet',
      {
        location,
        addressSpace: { addressPrefixes: ['10.2.0.0/16'] },
        subnets: [{ name: 'main', addressPrefix: '10.2.0.0/24' }],
      },
      fast,
    )
    expect((await network.virtualNetworks.get(rg, 'vnet')).subnets?.map((each) => each.name)).toEqual(['main'])
    expect(await names(network.virtualNetworks.list(rg))).toEqual(['vnet'])
    expect(await names(network.virtualNetworks.listAll())).toEqual(['vnet'])
    expect((await network.virtualNetworks.updateTags(rg, 'vnet', { tags: { a: '1' } })).tags).toEqual({ a: '1' })
    await network.subnets.beginCreateOrUpdateAndWait(rg, 'vnet', 'second', { addressPrefix: '10.2.1.0/24' }, fast)
    await network.subnets.beginDeleteAndWait(rg, 'vnet', 'second', fast)
    await expect(
      network.subnets.beginCreateOrUpdateAndWait(rg, 'vnet', 'outside', { addressPrefix: '10.9.0.0/24' }, fast),
    ).rejects.toThrow(refusedWith(400, 'NetcfgInvalidSubnet'))
  })

  it('@azure/arm-privatedns', async () => {
    const { dns } = clients
    const zone = 'privatelink.example.net'
    await dns.privateZones.beginCreateOrUpdateAndWait(rg, zone, { location: 'global' }, fast)
    const set = { ttl: 60, aRecords: [{ ipv4Address: '10.2.0.9' }] }
    await dns.recordSets.createOrUpdate(rg, zone, 'A', 'host', set)
    expect((await dns.recordSets.get(rg, zone, 'A', 'host')).aRecords).toEqual(set.aRecords)
    expect(await names(dns.privateZones.listByResourceGroup(rg))).toEqual([zone])
    await dns.recordSets.delete(rg, zone, 'A', 'host')
    await expect(dns.recordSets.get(rg, zone, 'A', 'host')).rejects.toThrow(
      expect.objectContaining({ statusCode: 404 }),
    )
    await dns.privateZones.beginDeleteAndWait(rg, zone, fast)
  })

  it('@azure/arm-storage', async () => {
    const { storage } = clients
    const account = { location, kind: 'StorageV2', sku: { name: 'Standard_LRS' } }
    await storage.storageAccounts.beginCreateAndWait(rg, 'stclients', account, fast)
    const made = await storage.storageAccounts.getProperties(rg, 'stclients')
    expect(made.provisioningState).toBe('Succeeded')
    expect(await names(storage.storageAccounts.listByResourceGroup(rg))).toEqual(['stclients'])
    const changed = await storage.storageAccounts.update(rg, 'stclients', { publicNetworkAccess: 'Disabled' })
    expect(changed.publicNetworkAccess).toBe('Disabled')
    await storage.storageAccounts.delete(rg, 'stclients')
    await expect(storage.storageAccounts.getProperties(rg, 'stclients')).rejects.toThrow(
      refusedWith(404, 'ResourceNotFound'),
    )
  })
  it('@azure/arm-keyvault', async () => {
    const { vaults } = clients
    const properties = {
      tenantId: tenant,
      sku: { family: 'A' as const, name: 'standard' as const },
      accessPolicies: [],
    }
    await vaults.vaults.beginCreateOrUpdateAndWait(rg, 'kv-clients', { location, properties }, fast)
    expect((await vaults.vaults.get(rg, 'kv-clients')).properties.vaultUri).toBe('https://kv-clients.vault.azure.net/')
    expect(await names(vaults.vaults.listByResourceGroup(rg))).toEqual(['kv-clients'])
    expect((await vaults.vaults.update(rg, 'kv-clients', { tags: { a: '1' } })).tags).toEqual({ a: '1' })
    await vaults.vaults.delete(rg, 'kv-clients')
    expect(await names(vaults.vaults.listDeleted())).toEqual(['kv-clients'])
    await expect(
      vaults.vaults.beginCreateOrUpdateAndWait(rg, 'kv-clients', { location, properties }, fast),
    ).rejects.toThrow(refusedWith(409, 'ConflictError'))
    await vaults.vaults.beginPurgeDeletedAndWait('kv-clients', location, fast)
    expect(await names(vaults.vaults.listDeleted())).toEqual([])
  })

  it('@azure/arm-containerregistry', async () => {
    const { registries } = clients
    const registry = { location, sku: { name: 'Premium' } }
    await registries.registries.beginCreateAndWait(rg, 'crclients', registry, fast)
    expect((await registries.registries.get(rg, 'crclients')).loginServer).toBe('crclients.azurecr.io')
    expect(await names(registries.registries.listByResourceGroup(rg))).toEqual(['crclients'])
    const changed = await registries.registries.beginUpdateAndWait(rg, 'crclients', { adminUserEnabled: false }, fast)
    expect(changed.adminUserEnabled).toBe(false)
    await registries.registries.beginDeleteAndWait(rg, 'crclients', fast)
    await expect(registries.registries.get(rg, 'crclients')).rejects.toThrow(refusedWith(404, 'ResourceNotFound'))
  })

  it('@azure/arm-operationalinsights', async () => {
    const { logs } = clients
    const workspace = { location, sku: { name: 'PerGB2018' } }
    await logs.workspaces.beginCreateOrUpdateAndWait(rg, 'logs', workspace, fast)
    expect((await logs.workspaces.get(rg, 'logs')).retentionInDays).toBe(30)
    expect(await names(logs.workspaces.listByResourceGroup(rg))).toEqual(['logs'])
    expect((await logs.workspaces.update(rg, 'logs', { tags: { a: '1' } })).tags).toEqual({ a: '1' })
    await logs.workspaces.beginDeleteAndWait(rg, 'logs', { ...fast, force: true })
    await expect(logs.workspaces.get(rg, 'logs')).rejects.toThrow(refusedWith(404, 'ResourceNotFound'))
  })

  it('@azure/arm-msi', async () => {
    const made = await identities.userAssignedIdentities.createOrUpdate(rg, 'clients-id', { location })
    expect(made.principalId).toMatch(/^[0-9a-f-]{36}$/)
    expect(await names(identities.userAssignedIdentities.listByResourceGroup(rg))).toEqual(['clients-id'])
    expect((await identities.userAssignedIdentities.update(rg, 'clients-id', { tags: { a: '1' } })).tags).toEqual({
      a: '1',
    })
    await identities.userAssignedIdentities.delete(rg, 'clients-id')
    await expect(identities.userAssignedIdentities.get(rg, 'clients-id')).rejects.toThrow(
      refusedWith(404, 'ResourceNotFound'),
    )
  })

  it('@azure/arm-authorization', async () => {
    const { roles } = clients
    const { principalId = '' } = await identities.userAssignedIdentities.createOrUpdate(rg, 'reader', { location })
    const scope = `/subscriptions/${subscription}/resourceGroups/${rg}`
    const name = '5a5a5a5a-1111-2222-3333-444444444444'
    const roleDefinitionId = `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7`
    const assignment = { principalId, principalType: 'ServicePrincipal', roleDefinitionId }
    await roles.roleAssignments.create(scope, name, assignment)
    expect(await names(roles.roleAssignments.listForScope(scope))).toContain(name)
    await expect(roles.roleAssignments.create(scope, name.replace('5a5a', '6a6a'), assignment)).rejects.toThrow(
      refusedWith(409, 'RoleAssignmentExists'),
    )
    await roles.roleAssignments.delete(scope, name)
    expect(await names(roles.roleAssignments.listForScope(scope))).not.toContain(name)
  })

  it('@azure/arm-machinelearning', async () => {
    const { arm, ml, storage, vaults } = { ...clients, arm: armOf(simulator) }
    const account = await storage.storageAccounts.beginCreateAndWait(
      rg,
      'stforml',
      { location, kind: 'StorageV2', sku: { name: 'Standard_LRS' } },
      fast,
    )
    const vault = await vaults.vaults.beginCreateOrUpdateAndWait(
      rg,
      'kv-for-ml',
      { location, properties: { tenantId: tenant, sku: { family: 'A', name: 'standard' }, accessPolicies: [] } },
      fast,
    )
    const insights = idOf('Microsoft.Insights/components', 'insights')
    await arm.make(insights, { location, kind: 'web', properties: { Application_Type: 'web' } })
    await ml.workspaces.beginCreateOrUpdateAndWait(
      rg,
      'mlw',
      {
        location,
        identity: { type: 'SystemAssigned' },
        storageAccount: account.id ?? '',
        keyVault: vault.id ?? '',
        applicationInsights: insights,
      },
      fast,
    )
    expect(await names(ml.workspaces.listByResourceGroup(rg))).toEqual(['mlw'])
    expect((await ml.workspaces.beginUpdateAndWait(rg, 'mlw', { friendlyName: 'mine' }, fast)).friendlyName).toBe(
      'mine',
    )
    await ml.computeOperations.beginCreateOrUpdateAndWait(
      rg,
      'mlw',
      'cpu',
      { location, properties: { computeType: 'AmlCompute', properties: { vmSize: 'STANDARD_DS3_V2' } } },
      fast,
    )
    await ml.computeOperations.beginDeleteAndWait(rg, 'mlw', 'cpu', 'Delete', fast)
    await ml.workspaces.beginDeleteAndWait(rg, 'mlw', fast)
    await expect(ml.workspaces.get(rg, 'mlw')).rejects.toThrow(expect.objectContaining({ statusCode: 404 }))
  })

  it('@azure/arm-compute', async () => {
    const { network } = clients
    const subnet = await network.subnets.get(rg, 'vnet', 'main')
    const card = await network.networkInterfaces.beginCreateOrUpdateAndWait(
      rg,
      'nic',
      { location, ipConfigurations: [{ name: 'main', subnet: { id: subnet.id ?? '' } }] },
      fast,
    )
    await compute.sshPublicKeys.create(rg, 'key', { location })
    const { publicKey } = await compute.sshPublicKeys.generateKeyPair(rg, 'key')
    const machine = await compute.virtualMachines
      .createOrUpdate(
        rg,
        'vm',
        {
          location,
          hardwareProfile: { vmSize: 'Standard_D2s_v5' },
          storageProfile: {
            imageReference: { publisher: 'Canonical', offer: 'ubuntu-24_04-lts', sku: 'server', version: 'latest' },
            osDisk: { createOption: 'FromImage' },
          },
          osProfile: {
            computerName: 'vm',
            adminUsername: 'azureuser',
            linuxConfiguration: {
              disablePasswordAuthentication: true,
              ssh: { publicKeys: [{ path: '/home/azureuser/.ssh/authorized_keys', keyData: publicKey }] },
            },
          },
          networkProfile: { networkInterfaces: [{ id: card.id ?? '' }] },
        },
        fast,
      )
      .pollUntilDone()
    expect(machine.provisioningState).toBe('Succeeded')
    expect(await names(compute.virtualMachines.list(rg))).toEqual(['vm'])
    await compute.virtualMachines.update(rg, 'vm', { tags: { a: '1' } }, fast).pollUntilDone()
    await compute.virtualMachines.delete(rg, 'vm', fast).pollUntilDone()
    await expect(compute.virtualMachines.get(rg, 'vm')).rejects.toThrow(refusedWith(404, 'ResourceNotFound'))
  })

  it('@azure/arm-containerservice', async () => {
    const cluster = await kubernetes.managedClusters
      .createOrUpdate(
        rg,
        'aks',
        {
          location,
          dnsPrefix: 'aks',
          identity: { type: 'SystemAssigned' },
          agentPoolProfiles: [{ name: 'system', mode: 'System', count: 1, vmSize: 'Standard_D4s_v5' }],
        },
        fast,
      )
      .pollUntilDone()
    expect(cluster.provisioningState).toBe('Succeeded')
    expect(await names(kubernetes.managedClusters.listByResourceGroup(rg))).toEqual(['aks'])
    await kubernetes.managedClusters.updateTags(rg, 'aks', { tags: { a: '1' } }, fast).pollUntilDone()
    await kubernetes.managedClusters.delete(rg, 'aks', fast).pollUntilDone()
    await expect(kubernetes.managedClusters.get(rg, 'aks')).rejects.toThrow(refusedWith(404, 'ResourceNotFound'))
  })

  it('@azure/arm-monitor', async () => {
    const workspace = await clients.logs.workspaces.beginCreateOrUpdateAndWait(
      rg,
      'audit',
      { location, sku: { name: 'PerGB2018' } },
      fast,
    )
    const target = `/subscriptions/${subscription}/resourceGroups/${rg}/providers/Microsoft.Network/virtualNetworks/vnet`
    await monitor.diagnosticSettings.createOrUpdate(target, 'audit', {
      workspaceId: workspace.id ?? '',
      logs: [{ categoryGroup: 'allLogs', enabled: true }],
    })
    expect((await monitor.diagnosticSettings.get(target, 'audit')).workspaceId).toBe(workspace.id)
    await monitor.diagnosticSettings.delete(target, 'audit')
    await expect(monitor.diagnosticSettings.get(target, 'audit')).rejects.toThrow(
      expect.objectContaining({ statusCode: 404 }),
    )
  })

  it('@azure/arm-locks', async () => {
    const made = await locks.managementLocks.createOrUpdateAtResourceGroupLevel(rg, 'keep', { level: 'CanNotDelete' })
    expect(made.level).toBe('CanNotDelete')
    expect(await names(locks.managementLocks.listAtResourceGroupLevel(rg))).toEqual(['keep'])
    await expect(clients.resources.resourceGroups.beginDeleteAndWait(rg, fast)).rejects.toThrow(
      refusedWith(409, 'ScopeLocked'),
    )
    await locks.managementLocks.deleteAtResourceGroupLevel(rg, 'keep')
    expect(await names(locks.managementLocks.listAtResourceGroupLevel(rg))).toEqual([])
  })

  it('@azure/arm-policy', async () => {
    const policyRule = Object.fromEntries([
      ['if', { field: 'type', equals: 'Microsoft.Network/natGateways' }],
      ['then', { effect: 'deny' }],
    ])
    const definition = await policies.policyDefinitions.createOrUpdate('no-nat', { policyRule, mode: 'All' })
    const scope = `/subscriptions/${subscription}/resourceGroups/${rg}`
    await policies.policyAssignments.create(scope, 'no-nat', { policyDefinitionId: definition.id ?? '' })
    expect(await names(policies.policyAssignments.listForResourceGroup(rg))).toEqual(['no-nat'])
    await expect(
      clients.network.natGateways.beginCreateOrUpdateAndWait(rg, 'nat', { location, sku: { name: 'Standard' } }, fast),
    ).rejects.toThrow(refusedWith(403, 'RequestDisallowedByPolicy'))
    await policies.policyAssignments.delete(scope, 'no-nat')
    await policies.policyDefinitions.delete('no-nat')
    expect(await names(policies.policyAssignments.listForResourceGroup(rg))).toEqual([])
  })
})
