import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../src/index.ts'
import { type Arm, armOf } from './arm.ts'
import { clientsOf, fast, subscription } from './clients.ts'

const rg = 'rg-secured'
const location = 'westeurope'
const groupId = `/subscriptions/${subscription}/resourceGroups/${rg}`
const idOf = (type: string, name: string): string => `${groupId}/providers/${type}/${name}`
const subnetId = (name: string): string => `${idOf('Microsoft.Network/virtualNetworks', 'vnet')}/subnets/${name}`
const zones = [
  'privatelink.blob.core.windows.net',
  'privatelink.vaultcore.azure.net',
  'privatelink.azurecr.io',
  'privatelink.api.azureml.ms',
  'privatelink.notebooks.azure.net',
]

let simulator: Simulator
let arm: Arm
let clients: ReturnType<typeof clientsOf>

beforeAll(async () => {
  simulator = await startSimulator({ timeScale: 600 })
  arm = armOf(simulator)
  clients = clientsOf(simulator)
})
afterAll(() => simulator.close())

async function makeEndpoint(name: string, target: string, groupName: string, zoneNames: string[]): Promise<void> {
  await clients.network.privateEndpoints.beginCreateOrUpdateAndWait(
    rg,
    name,
    {
      location,
      subnet: { id: subnetId('endpoints') },
      privateLinkServiceConnections: [{ name, privateLinkServiceId: target, groupIds: [groupName] }],
    },
    fast,
  )
  await clients.network.privateDnsZoneGroups.beginCreateOrUpdateAndWait(
    rg,
    name,
    'default',
    {
      privateDnsZoneConfigs: zoneNames.map((zone) => ({
        name: zone.replaceAll('.', '-'),
        privateDnsZoneId: idOf('Microsoft.Network/privateDnsZones', zone),
      })),
    },
    fast,
  )
}

describe('a network-secured workspace, made and taken away with the official SDKs', () => {
  it('is made whole', async () => {
    const { network, dns, storage, vaults, registries, logs, roles, resources, ml } = clients
    const group = await resources.resourceGroups.createOrUpdate(rg, { location, tags: { owner: 'test' } })
    expect(group.id).toBe(groupId)
    expect(group.properties?.provisioningState).toBe('Succeeded')

    await network.networkSecurityGroups.beginCreateOrUpdateAndWait(rg, 'nsg', { location }, fast)
    await network.routeTables.beginCreateOrUpdateAndWait(rg, 'routes', { location }, fast)
    const address = await network.publicIPAddresses.beginCreateOrUpdateAndWait(
      rg,
      'pip',
      { location, sku: { name: 'Standard' }, publicIPAllocationMethod: 'Static' },
      fast,
    )
    expect(address.ipAddress).toMatch(/^\d+\.\d+\.\d+\.\d+$/)
    const vnet = await network.virtualNetworks.beginCreateOrUpdateAndWait(
      rg,
      'vnet',
      {
        location,
        addressSpace: { addressPrefixes: ['10.1.0.0/16'] },
        subnets: [{ name: 'AzureFirewallSubnet', addressPrefix: '10.1.0.0/26' }],
      },
      fast,
    )
    expect(vnet.subnets?.map((subnet) => subnet.provisioningState)).toEqual(['Succeeded'])
    await network.subnets.beginCreateOrUpdateAndWait(rg, 'vnet', 'endpoints', { addressPrefix: '10.1.1.0/24' }, fast)
    const training = await network.subnets.beginCreateOrUpdateAndWait(
      rg,
      'vnet',
      'training',
      {
        addressPrefix: '10.1.2.0/24',
        networkSecurityGroup: { id: idOf('Microsoft.Network/networkSecurityGroups', 'nsg') },
        routeTable: { id: idOf('Microsoft.Network/routeTables', 'routes') },
        privateEndpointNetworkPolicies: 'Disabled',
        privateLinkServiceNetworkPolicies: 'Disabled',
      },
      fast,
    )
    expect(training.id).toBe(subnetId('training'))

    await network.firewallPolicies.beginCreateOrUpdateAndWait(
      rg,
      'policy',
      { location, sku: { tier: 'Standard' } },
      fast,
    )
    await network.firewallPolicyRuleCollectionGroups.beginCreateOrUpdateAndWait(
      rg,
      'policy',
      'aml',
      {
        priority: 200,
        ruleCollections: [
          {
            ruleCollectionType: 'FirewallPolicyFilterRuleCollection',
            name: 'services',
            priority: 210,
            action: { type: 'Allow' },
            // What the nodes of a cluster need before they come up.
            rules: [
              {
                ruleType: 'NetworkRule',
                name: 'azure-ml',
                ipProtocols: ['TCP'],
                sourceAddresses: ['10.1.2.0/24'],
                destinationAddresses: [
                  'AzureActiveDirectory',
                  'AzureMachineLearning',
                  `BatchNodeManagement.${location}`,
                  'AzureResourceManager',
                  `Storage.${location}`,
                  'MicrosoftContainerRegistry',
                  'AzureFrontDoor.FirstParty',
                ],
                destinationPorts: ['443'],
              },
            ],
          },
        ],
      },
      fast,
    )
    const firewall = await network.azureFirewalls.beginCreateOrUpdateAndWait(
      rg,
      'firewall',
      {
        location,
        firewallPolicy: { id: idOf('Microsoft.Network/firewallPolicies', 'policy') },
        ipConfigurations: [
          { name: 'main', subnet: { id: subnetId('AzureFirewallSubnet') }, publicIPAddress: { id: address.id ?? '' } },
        ],
      },
      fast,
    )
    expect(firewall.ipConfigurations?.[0]?.privateIPAddress).toBe('10.1.0.4')
    await network.routes.beginCreateOrUpdateAndWait(
      rg,
      'routes',
      'default',
      { addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.1.0.4' },
      fast,
    )

    await Promise.all(
      zones.map(async (zone) => {
        await dns.privateZones.beginCreateOrUpdateAndWait(rg, zone, { location: 'global' }, fast)
        await dns.virtualNetworkLinks.beginCreateOrUpdateAndWait(
          rg,
          zone,
          'vnet',
          { location: 'global', virtualNetwork: { id: vnet.id ?? '' }, registrationEnabled: false },
          fast,
        )
      }),
    )

    const [account, vault, registry, workspaceLogs] = await Promise.all([
      storage.storageAccounts.beginCreateAndWait(
        rg,
        'securedstore',
        { location, sku: { name: 'Standard_LRS' }, kind: 'StorageV2', publicNetworkAccess: 'Disabled' },
        fast,
      ),
      vaults.vaults.beginCreateOrUpdateAndWait(
        rg,
        'securedvault',
        {
          location,
          properties: {
            tenantId: '72f988bf-86f1-41af-91ab-2d7cd011db47',
            sku: { family: 'A', name: 'standard' },
            accessPolicies: [],
          },
        },
        fast,
      ),
      registries.registries.beginCreateAndWait(
        rg,
        'securedregistry',
        { location, sku: { name: 'Premium' }, publicNetworkAccess: 'Disabled' },
        fast,
      ),
      logs.workspaces.beginCreateOrUpdateAndWait(rg, 'securedlogs', { location, sku: { name: 'PerGB2018' } }, fast),
    ])
    expect(account.primaryEndpoints?.blob).toBe('https://securedstore.blob.core.windows.net/')
    expect(vault.properties.vaultUri).toBe('https://securedvault.vault.azure.net/')
    expect(vault.properties.provisioningState).toBe('Succeeded')
    expect(registry.loginServer).toBe('securedregistry.azurecr.io')
    expect(workspaceLogs.customerId).toMatch(/^[0-9a-f-]{36}$/)
    // This SDK is too old to be given a certificate, so the call is a plain one.
    const insights = await arm.make(idOf('Microsoft.Insights/components', 'securedinsights'), {
      location,
      kind: 'web',
      properties: { Application_Type: 'web', WorkspaceResourceId: workspaceLogs.id },
    })
    expect(insights.status).toBe(200)

    await makeEndpoint('pe-blob', account.id ?? '', 'blob', ['privatelink.blob.core.windows.net'])
    await makeEndpoint('pe-vault', vault.id ?? '', 'vault', ['privatelink.vaultcore.azure.net'])
    await makeEndpoint('pe-registry', registry.id ?? '', 'registry', ['privatelink.azurecr.io'])

    const workspace = await ml.workspaces.beginCreateOrUpdateAndWait(
      rg,
      'mlws',
      {
        location,
        identity: { type: 'SystemAssigned' },
        publicNetworkAccess: 'Disabled',
        storageAccount: account.id ?? '',
        keyVault: vault.id ?? '',
        containerRegistry: registry.id ?? '',
        applicationInsights: idOf('Microsoft.Insights/components', 'securedinsights'),
      },
      fast,
    )
    expect(workspace.provisioningState).toBe('Succeeded')
    expect(workspace.identity?.principalId).toMatch(/^[0-9a-f-]{36}$/)
    await makeEndpoint('pe-workspace', workspace.id ?? '', 'amlworkspace', [
      'privatelink.api.azureml.ms',
      'privatelink.notebooks.azure.net',
    ])

    const cluster = await ml.computeOperations.beginCreateOrUpdateAndWait(
      rg,
      'mlws',
      'cpu',
      {
        location,
        properties: {
          computeType: 'AmlCompute',
          properties: {
            vmSize: 'STANDARD_DS3_V2',
            enableNodePublicIp: false,
            subnet: { id: subnetId('training') },
            scaleSettings: { minNodeCount: 0, maxNodeCount: 2 },
          },
        },
      },
      fast,
    )
    expect(cluster.properties?.provisioningState).toBe('Succeeded')
    const patched = await ml.workspaces.beginUpdateAndWait(rg, 'mlws', { imageBuildCompute: 'cpu' }, fast)
    expect(patched.imageBuildCompute).toBe('cpu')

    const assignment = await roles.roleAssignments.create(account.id ?? '', '11111111-2222-3333-4444-555555555555', {
      principalId: workspace.identity?.principalId ?? '',
      principalType: 'ServicePrincipal',
      roleDefinitionId: `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/2a2b9908-6ea1-4ae2-8e65-a410df84e7d1`,
    })
    expect(assignment.scope).toBe(account.id)
  })

  it('reads back as it was made', async () => {
    const { network, dns, ml, storage } = clients
    const endpoint = await network.privateEndpoints.get(rg, 'pe-workspace')
    expect(endpoint.customDnsConfigs).toHaveLength(4)
    expect(endpoint.privateLinkServiceConnections?.[0]?.privateLinkServiceConnectionState?.status).toBe('Approved')
    const card = await network.networkInterfaces.get(rg, endpoint.networkInterfaces?.[0]?.id?.split('/').at(-1) ?? '')
    expect(card.name).toMatch(/^pe-workspace\.nic\.[0-9a-f-]{36}$/)
    // One for storage, one for the vault and two for the registry came first, after the four that Azure keeps.
    expect(card.ipConfigurations?.map((configuration) => configuration.privateIPAddress)).toEqual([
      '10.1.1.8',
      '10.1.1.9',
      '10.1.1.10',
    ])

    const names: string[] = []
    for (const zone of zones)
      for await (const record of dns.recordSets.listByType(rg, zone, 'A'))
        names.push(`${record.name} ${record.aRecords?.[0]?.ipv4Address}`)
    const workspace = await ml.workspaces.get(rg, 'mlws')
    const guid = workspace.workspaceId ?? ''
    expect(names.sort()).toEqual(
      [
        'securedstore 10.1.1.4',
        'securedvault 10.1.1.5',
        'securedregistry 10.1.1.6',
        `securedregistry.${location}.data 10.1.1.7`,
        `${guid}.workspace.${location} 10.1.1.8`,
        `${guid}.workspace.${location}.cert 10.1.1.8`,
        `ml-mlws-${location}-${guid}.${location} 10.1.1.9`,
        `*.${guid}.inference.${location} 10.1.1.10`,
      ].sort(),
    )
    expect(workspace.privateEndpointConnections?.[0]?.privateLinkServiceConnectionState?.status).toBe('Approved')
    expect((await storage.storageAccounts.getProperties(rg, 'securedstore')).privateEndpointConnections).toHaveLength(1)
    const policy = await network.firewallPolicies.get(rg, 'policy')
    expect(policy.firewalls).toHaveLength(1)
    expect(policy.ruleCollectionGroups).toHaveLength(1)
    const vnet = await network.virtualNetworks.get(rg, 'vnet')
    expect(vnet.subnets?.map((subnet) => subnet.name)).toEqual(['AzureFirewallSubnet', 'endpoints', 'training'])
  })

  it('is listed by group, by parent and by subscription, and looked for with HEAD', async () => {
    const { network, resources, ml, roles } = clients
    const listed: (string | undefined)[] = []
    for await (const item of resources.resources.listByResourceGroup(rg)) listed.push(item.type)
    expect(listed).toContain('Microsoft.Network/networkInterfaces')
    expect(listed).not.toContain('Microsoft.Network/virtualNetworks/subnets')
    const all: (string | undefined)[] = []
    for await (const item of network.virtualNetworks.listAll()) all.push(item.name)
    for await (const item of network.subnets.list(rg, 'vnet')) all.push(item.name)
    for await (const item of ml.computeOperations.list(rg, 'mlws')) all.push(item.name)
    expect(all).toEqual(['vnet', 'AzureFirewallSubnet', 'endpoints', 'training', 'cpu'])
    expect(await resources.resourceGroups.checkExistence(rg)).toMatchObject({ body: true })
    const assignments: (string | undefined)[] = []
    for await (const item of roles.roleAssignments.listForScope(groupId)) assignments.push(item.name)
    expect(assignments).toHaveLength(1)
  })

  it('is taken away in reverse and leaves nothing', async () => {
    const { network, dns, storage, vaults, registries, logs, resources, ml } = clients
    await ml.computeOperations.beginDeleteAndWait(rg, 'mlws', 'cpu', 'Delete', fast)
    for (const name of ['pe-workspace', 'pe-registry', 'pe-vault', 'pe-blob'])
      await network.privateEndpoints.beginDeleteAndWait(rg, name, fast)
    for (const zone of zones) {
      const left: (string | undefined)[] = []
      for await (const record of dns.recordSets.list(rg, zone)) left.push(record.type)
      // Its own record goes only with the zone.
      expect(left).toEqual(['Microsoft.Network/privateDnsZones/SOA'])
    }
    expect(
      (await arm.delete(`${idOf('Microsoft.MachineLearningServices/workspaces', 'mlws')}?forceToPurge=true`)).status,
    ).toBe(202)
    await expect
      .poll(async () => (await arm.get(idOf('Microsoft.MachineLearningServices/workspaces', 'mlws'))).status)
      .toBe(404)
    await arm.take(idOf('Microsoft.Insights/components', 'securedinsights'))
    await logs.workspaces.beginDeleteAndWait(rg, 'securedlogs', { ...fast, force: true })
    await registries.registries.beginDeleteAndWait(rg, 'securedregistry', fast)
    await vaults.vaults.delete(rg, 'securedvault')
    await vaults.vaults.beginPurgeDeletedAndWait('securedvault', location, fast)
    await storage.storageAccounts.delete(rg, 'securedstore')
    await Promise.all(
      zones.map(async (zone) => {
        await dns.virtualNetworkLinks.beginDeleteAndWait(rg, zone, 'vnet', fast)
        await dns.privateZones.beginDeleteAndWait(rg, zone, fast)
      }),
    )
    await network.azureFirewalls.beginDeleteAndWait(rg, 'firewall', fast)
    await network.firewallPolicyRuleCollectionGroups.beginDeleteAndWait(rg, 'policy', 'aml', fast)
    await network.firewallPolicies.beginDeleteAndWait(rg, 'policy', fast)
    for (const name of ['training', 'endpoints']) await network.subnets.beginDeleteAndWait(rg, 'vnet', name, fast)
    await network.virtualNetworks.beginDeleteAndWait(rg, 'vnet', fast)
    await network.publicIPAddresses.beginDeleteAndWait(rg, 'pip', fast)
    await network.routeTables.beginDeleteAndWait(rg, 'routes', fast)
    await network.networkSecurityGroups.beginDeleteAndWait(rg, 'nsg', fast)
    const before = (await arm.send('GET', '/_simulator/resources')).body.items
    expect(before).toHaveLength(1)
    await resources.resourceGroups.beginDeleteAndWait(rg, fast)
    expect((await arm.send('GET', '/_simulator/resources')).body).toEqual({ items: [] })
    expect((await arm.send('GET', '/_simulator/deleted')).body).toEqual({ items: [] })
  })

  it('is in the ledger, each resource as often created as deleted', async () => {
    const { body } = await arm.send('GET', '/_simulator/ledger?after=0')
    const items = body.items as {
      seq: number
      effect: string
      type: string
      resourceId: string
      tags: unknown
      method: string
    }[]
    const count = (effect: string): number => items.filter((item) => item.effect === effect).length
    expect(items.map((item) => item.seq)).toEqual(items.map((_, index) => index + 1))
    expect(items.some((item) => item.type === 'operation')).toBe(true)
    expect(items.find((item) => item.method === 'PUT')).toMatchObject({
      effect: 'created',
      type: 'Microsoft.Resources/resourceGroups',
      resourceId: groupId,
      tags: { owner: 'test' },
    })
    // Zone groups and the assignment go with what they lie in, and the inline subnet came with its network; the purge of the vault is a delete more.
    expect(count('created') - 4 - 1 - 1 + 1).toBe(count('deleted'))
  })
})
