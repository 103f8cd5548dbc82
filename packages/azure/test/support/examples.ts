import type { How, Json } from '@palisade/contract'
import type * as facts from '@palisade/facts'
import type { AmendmentOf, BodyOf } from '@palisade/facts'
import type { GatewayResource } from '../../src/gateway-resource.ts'
import { parseResourceId } from '../../src/resource-id.ts'

const workspaceId = 'ws-00000001'
const subscriptionId = '11111111-1111-4111-8111-111111111111'
const group = `/subscriptions/${subscriptionId}/resourceGroups/rg-example`
const location = 'westeurope'
const tags = { 'palisade-workspace': workspaceId, team: 'fraud' }

const provider = (name: string) => `${group}/providers/${name}`
export const ids = {
  subscription: `/subscriptions/${subscriptionId}`,
  group,
  nsg: provider('Microsoft.Network/networkSecurityGroups/nsg-example'),
  routes: provider('Microsoft.Network/routeTables/rt-example'),
  publicIp: provider('Microsoft.Network/publicIPAddresses/pip-example'),
  network: provider('Microsoft.Network/virtualNetworks/vnet-example'),
  firewallSubnet: provider('Microsoft.Network/virtualNetworks/vnet-example/subnets/AzureFirewallSubnet'),
  subnet: provider('Microsoft.Network/virtualNetworks/vnet-example/subnets/training'),
  policy: provider('Microsoft.Network/firewallPolicies/afwp-example'),
  rules: provider('Microsoft.Network/firewallPolicies/afwp-example/ruleCollectionGroups/azure-ml'),
  firewall: provider('Microsoft.Network/azureFirewalls/afw-example'),
  zone: provider('Microsoft.Network/privateDnsZones/privatelink.blob.core.windows.net'),
  link: provider(
    'Microsoft.Network/privateDnsZones/privatelink.blob.core.windows.net/virtualNetworkLinks/vnet-example',
  ),
  storage: provider('Microsoft.Storage/storageAccounts/stexample0001'),
  vault: provider('Microsoft.KeyVault/vaults/kv-example-0001'),
  registry: provider('Microsoft.ContainerRegistry/registries/crexample0001'),
  logs: provider('Microsoft.OperationalInsights/workspaces/log-example'),
  insights: provider('Microsoft.Insights/components/appi-example'),
  endpoint: provider('Microsoft.Network/privateEndpoints/pe-blob'),
  zoneGroup: provider('Microsoft.Network/privateEndpoints/pe-blob/privateDnsZoneGroups/default'),
  workspace: provider('Microsoft.MachineLearningServices/workspaces/mlw-example'),
  workspaceEndpoint: provider('Microsoft.Network/privateEndpoints/pe-workspace'),
  cluster: provider('Microsoft.MachineLearningServices/workspaces/mlw-example/computes/cpu'),
  instance: provider('Microsoft.MachineLearningServices/workspaces/mlw-example/computes/ci-ada'),
  role: `${provider('Microsoft.Storage/storageAccounts/stexample0001')}/providers/Microsoft.Authorization/roleAssignments/22222222-2222-4222-8222-222222222222`,
}

function resource(id: string, how: How, body: Json): GatewayResource {
  const { type, name } = parseResourceId(id)
  return { kind: type, how, name, id, body, workspaceId }
}

const make = <Type extends facts.ResourceType>(id: string, body: BodyOf<Type> & Json) => resource(id, 'make', body)
const amend = <Type extends facts.ResourceType>(id: string, body: AmendmentOf<Type> & Json) =>
  resource(id, 'amend', body)

export const subscription = resource(ids.subscription, 'read', null)

/** One of each kind that is made, parents before children: what they need stands before them. */
export const examples: readonly GatewayResource[] = [
  make<typeof facts.resourceGroup>(ids.group, { location, tags }),
  make<typeof facts.networkSecurityGroup>(ids.nsg, {
    location,
    tags,
    properties: {
      securityRules: [
        {
          name: 'allow-azure-ml',
          properties: {
            description: 'Azure ML',
            direction: 'Outbound',
            access: 'Allow',
            priority: 100,
            protocol: 'Tcp',
            sourceAddressPrefix: 'VirtualNetwork',
            sourcePortRange: '*',
            destinationAddressPrefix: 'AzureMachineLearning',
            destinationPortRanges: ['443', '8787', '18881'],
          },
        },
        {
          name: 'deny-all',
          properties: {
            description: 'nothing else',
            direction: 'Outbound',
            access: 'Deny',
            priority: 4096,
            protocol: '*',
            sourceAddressPrefix: '*',
            sourcePortRange: '*',
            destinationAddressPrefix: '*',
            destinationPortRange: '*',
          },
        },
      ],
    },
  }),
  make<typeof facts.routeTable>(ids.routes, {
    location,
    tags,
    properties: {
      disableBgpRoutePropagation: true,
      routes: [
        {
          name: 'default',
          properties: { addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.40.0.4' },
        },
      ],
    },
  }),
  make<typeof facts.publicIpAddress>(ids.publicIp, {
    location,
    tags,
    sku: { name: 'Standard' },
    properties: { publicIPAllocationMethod: 'Static', publicIPAddressVersion: 'IPv4' },
  }),
  make<typeof facts.virtualNetwork>(ids.network, {
    location,
    tags,
    properties: { addressSpace: { addressPrefixes: ['10.40.0.0/20'] } },
  }),
  make<typeof facts.subnet>(ids.firewallSubnet, { properties: { addressPrefix: '10.40.0.0/26' } }),
  make<typeof facts.subnet>(ids.subnet, {
    properties: {
      addressPrefix: '10.40.1.0/24',
      defaultOutboundAccess: false,
      networkSecurityGroup: { id: ids.nsg },
      routeTable: { id: ids.routes },
      privateEndpointNetworkPolicies: 'Disabled',
      privateLinkServiceNetworkPolicies: 'Disabled',
    },
  }),
  make<typeof facts.firewallPolicy>(ids.policy, {
    location,
    tags,
    properties: { sku: { tier: 'Standard' }, threatIntelMode: 'Deny', dnsSettings: { enableProxy: true } },
  }),
  make<typeof facts.ruleCollectionGroup>(ids.rules, {
    properties: {
      priority: 200,
      ruleCollections: [
        {
          ruleCollectionType: 'FirewallPolicyFilterRuleCollection',
          name: 'tags',
          priority: 100,
          action: { type: 'Allow' },
          rules: [
            {
              ruleType: 'NetworkRule',
              name: 'aad',
              description: 'sign-in',
              ipProtocols: ['TCP'],
              sourceAddresses: ['10.40.0.0/20'],
              destinationAddresses: ['AzureActiveDirectory'],
              destinationPorts: ['80', '443'],
            },
          ],
        },
        {
          ruleCollectionType: 'FirewallPolicyFilterRuleCollection',
          name: 'hosts',
          priority: 200,
          action: { type: 'Allow' },
          rules: [
            {
              ruleType: 'ApplicationRule',
              name: 'graph',
              protocols: [{ protocolType: 'Https', port: 443 }],
              sourceAddresses: ['10.40.0.0/20'],
              targetFqdns: ['graph.windows.net'],
            },
          ],
        },
      ],
    },
  }),
  make<typeof facts.azureFirewall>(ids.firewall, {
    location,
    tags,
    properties: {
      sku: { name: 'AZFW_VNet', tier: 'Standard' },
      ipConfigurations: [
        {
          name: 'default',
          properties: { subnet: { id: ids.firewallSubnet }, publicIPAddress: { id: ids.publicIp } },
        },
      ],
      firewallPolicy: { id: ids.policy },
    },
  }),
  make<typeof facts.privateDnsZone>(ids.zone, { location: 'global', tags }),
  make<typeof facts.virtualNetworkLink>(ids.link, {
    location: 'global',
    tags,
    properties: { virtualNetwork: { id: ids.network }, registrationEnabled: false },
  }),
  make<typeof facts.storageAccount>(ids.storage, {
    location,
    tags,
    kind: 'StorageV2',
    sku: { name: 'Standard_LRS' },
    properties: {
      accessTier: 'Hot',
      publicNetworkAccess: 'Disabled',
      networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices', ipRules: [], virtualNetworkRules: [] },
      allowBlobPublicAccess: false,
      allowSharedKeyAccess: false,
      allowCrossTenantReplication: false,
      defaultToOAuthAuthentication: true,
      minimumTlsVersion: 'TLS1_2',
      supportsHttpsTrafficOnly: true,
      encryption: {
        keySource: 'Microsoft.Storage',
        requireInfrastructureEncryption: true,
        services: { blob: { enabled: true, keyType: 'Account' }, file: { enabled: true, keyType: 'Account' } },
      },
    },
  }),
  make<typeof facts.keyVault>(ids.vault, {
    location,
    tags,
    properties: {
      tenantId: '33333333-3333-4333-8333-333333333333',
      sku: { family: 'A', name: 'standard' },
      enableRbacAuthorization: true,
      accessPolicies: [],
      enableSoftDelete: true,
      softDeleteRetentionInDays: 90,
      enablePurgeProtection: true,
      enabledForDeployment: false,
      enabledForDiskEncryption: false,
      enabledForTemplateDeployment: false,
      publicNetworkAccess: 'Disabled',
      networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices', ipRules: [], virtualNetworkRules: [] },
    },
  }),
  make<typeof facts.containerRegistry>(ids.registry, {
    location,
    tags,
    sku: { name: 'Premium' },
    properties: {
      adminUserEnabled: false,
      anonymousPullEnabled: false,
      publicNetworkAccess: 'Disabled',
      networkRuleBypassOptions: 'AzureServices',
      networkRuleSet: { defaultAction: 'Deny', ipRules: [] },
    },
  }),
  make<typeof facts.logAnalytics>(ids.logs, {
    location,
    tags,
    properties: {
      sku: { name: 'PerGB2018' },
      publicNetworkAccessForIngestion: 'Disabled',
      publicNetworkAccessForQuery: 'Disabled',
      retentionInDays: 30,
      features: { disableLocalAuth: true, enableLogAccessUsingOnlyResourcePermissions: true },
    },
  }),
  make<typeof facts.applicationInsights>(ids.insights, {
    location,
    tags,
    kind: 'web',
    properties: {
      Application_Type: 'web',
      WorkspaceResourceId: ids.logs,
      IngestionMode: 'LogAnalytics',
      DisableLocalAuth: true,
      publicNetworkAccessForIngestion: 'Disabled',
      publicNetworkAccessForQuery: 'Disabled',
    },
  }),
  make<typeof facts.privateEndpoint>(ids.endpoint, {
    location,
    tags,
    properties: {
      subnet: { id: ids.subnet },
      privateLinkServiceConnections: [
        { name: 'blob', properties: { privateLinkServiceId: ids.storage, groupIds: ['blob'] } },
      ],
    },
  }),
  make<typeof facts.privateDnsZoneGroup>(ids.zoneGroup, {
    properties: { privateDnsZoneConfigs: [{ name: 'blob', properties: { privateDnsZoneId: ids.zone } }] },
  }),
  make<typeof facts.mlWorkspace>(ids.workspace, {
    location,
    tags,
    kind: 'Default',
    sku: { name: 'Basic', tier: 'Basic' },
    identity: { type: 'SystemAssigned' },
    properties: {
      friendlyName: 'example',
      storageAccount: ids.storage,
      keyVault: ids.vault,
      containerRegistry: ids.registry,
      applicationInsights: ids.insights,
      publicNetworkAccess: 'Disabled',
      hbiWorkspace: true,
      v1LegacyMode: false,
      systemDatastoresAuthMode: 'identity',
      managedNetwork: { isolationMode: 'Disabled' },
    },
  }),
  // Computes without a public address need it.
  make<typeof facts.privateEndpoint>(ids.workspaceEndpoint, {
    location,
    tags,
    properties: {
      subnet: { id: ids.subnet },
      privateLinkServiceConnections: [
        { name: 'workspace', properties: { privateLinkServiceId: ids.workspace, groupIds: ['amlworkspace'] } },
      ],
    },
  }),
  make<typeof facts.roleAssignment>(ids.role, {
    properties: {
      roleDefinitionId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7`,
      principalId: '44444444-4444-4444-8444-444444444444',
      principalType: 'ServicePrincipal',
      description: 'Palisade: an example',
    },
  }),
  make<typeof facts.mlCompute>(ids.cluster, {
    location,
    tags,
    identity: { type: 'SystemAssigned' },
    properties: {
      computeType: 'AmlCompute',
      computeLocation: location,
      disableLocalAuth: true,
      properties: {
        vmSize: 'STANDARD_DS3_V2',
        vmPriority: 'Dedicated',
        osType: 'Linux',
        isolatedNetwork: false,
        enableNodePublicIp: false,
        remoteLoginPortPublicAccess: 'Disabled',
        subnet: { id: ids.subnet },
        scaleSettings: { minNodeCount: 0, maxNodeCount: 4, nodeIdleTimeBeforeScaleDown: 'PT120S' },
      },
    },
  }),
  make<typeof facts.mlCompute>(ids.instance, {
    location,
    tags,
    identity: { type: 'SystemAssigned' },
    properties: {
      computeType: 'ComputeInstance',
      computeLocation: location,
      disableLocalAuth: true,
      properties: {
        vmSize: 'STANDARD_DS3_V2',
        subnet: { id: ids.subnet },
        enableNodePublicIp: false,
        applicationSharingPolicy: 'Personal',
        computeInstanceAuthorizationType: 'personal',
        personalComputeInstanceSettings: {
          assignedUser: {
            objectId: '55555555-5555-4555-8555-555555555555',
            tenantId: '33333333-3333-4333-8333-333333333333',
          },
        },
        sshSettings: { sshPublicAccess: 'Disabled' },
      },
    },
  }),
]

export const amendments: readonly GatewayResource[] = [
  amend<typeof facts.virtualNetwork>(ids.network, { properties: { dhcpOptions: { dnsServers: ['10.40.0.4'] } } }),
  amend<typeof facts.storageAccount>(ids.storage, {
    properties: {
      networkAcls: {
        defaultAction: 'Deny',
        bypass: 'AzureServices',
        ipRules: [],
        virtualNetworkRules: [],
        resourceAccessRules: [{ tenantId: '33333333-3333-4333-8333-333333333333', resourceId: ids.workspace }],
      },
    },
  }),
  amend<typeof facts.mlWorkspace>(ids.workspace, { properties: { imageBuildCompute: 'cpu' } }),
]

/** The example with this id. */
export function example(id: string): GatewayResource {
  const found = examples.find((each) => each.id === id)
  if (found === undefined) throw new Error(`No example ${id}`)
  return found
}
