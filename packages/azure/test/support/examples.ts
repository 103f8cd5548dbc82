import type { Json } from '@palisade/contract'
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
  lentIdentity: provider('Microsoft.ManagedIdentity/userAssignedIdentities/id-lent'),
  clusterSubnet: provider('Microsoft.Network/virtualNetworks/vnet-example/subnets/kubernetes'),
  container: provider('Microsoft.Storage/storageAccounts/stexample0001/blobServices/default/containers/labels'),
  ownKeyStorage: provider('Microsoft.Storage/storageAccounts/stexample0002'),
  openVault: provider('Microsoft.KeyVault/vaults/kv-example-0002'),
  ownKeyRegistry: provider('Microsoft.ContainerRegistry/registries/crexample0002'),
  publicRegistry: provider('Microsoft.ContainerRegistry/registries/crexample0003'),
  defaultDatastore: provider('Microsoft.MachineLearningServices/workspaces/mlw-example/datastores/workspaceblobstore'),
  datastore: provider('Microsoft.MachineLearningServices/workspaces/mlw-example/datastores/labels'),
  onlineEndpoint: provider('Microsoft.MachineLearningServices/workspaces/mlw-example/onlineEndpoints/fraud'),
  deployment: provider(
    'Microsoft.MachineLearningServices/workspaces/mlw-example/onlineEndpoints/fraud/deployments/blue',
  ),
  openCluster: provider('Microsoft.MachineLearningServices/workspaces/mlw-example/computes/open'),
  openInstance: provider('Microsoft.MachineLearningServices/workspaces/mlw-example/computes/ci-bob'),
  attached: provider('Microsoft.MachineLearningServices/workspaces/mlw-example/computes/aks'),
  managedWorkspace: provider('Microsoft.MachineLearningServices/workspaces/mlw-managed'),
  hostRule: provider('Microsoft.MachineLearningServices/workspaces/mlw-managed/outboundRules/pypi'),
  tagRule: provider('Microsoft.MachineLearningServices/workspaces/mlw-managed/outboundRules/data-factory'),
  endpointRule: provider('Microsoft.MachineLearningServices/workspaces/mlw-managed/outboundRules/queue'),
  kubernetes: provider('Microsoft.ContainerService/managedClusters/aks-example'),
  extension: `${provider('Microsoft.ContainerService/managedClusters/aks-example')}/providers/Microsoft.KubernetesConfiguration/extensions/azureml`,
  privateLinkScope: provider('Microsoft.Insights/privateLinkScopes/ampls-example'),
  scopedResource: provider('Microsoft.Insights/privateLinkScopes/ampls-example/scopedResources/logs'),
  diagnostics: `${provider('Microsoft.MachineLearningServices/workspaces/mlw-example')}/providers/Microsoft.Insights/diagnosticSettings/palisade`,
  blobDiagnostics: `${provider('Microsoft.Storage/storageAccounts/stexample0001')}/blobServices/default/providers/Microsoft.Insights/diagnosticSettings/palisade`,
  sentinel: `${provider('Microsoft.OperationalInsights/workspaces/log-example')}/providers/Microsoft.SecurityInsights/onboardingStates/default`,
  natAddress: provider('Microsoft.Network/publicIPAddresses/pip-nat'),
  nat: provider('Microsoft.Network/natGateways/ng-example'),
  hostsSubnet: provider('Microsoft.Network/virtualNetworks/vnet-example/subnets/hosts'),
  bastionSubnet: provider('Microsoft.Network/virtualNetworks/vnet-example/subnets/AzureBastionSubnet'),
  bastionAddress: provider('Microsoft.Network/publicIPAddresses/pip-bastion'),
  bastion: provider('Microsoft.Network/bastionHosts/bas-example'),
  hub: provider('Microsoft.Network/virtualNetworks/vnet-hub'),
  peering: provider('Microsoft.Network/virtualNetworks/vnet-example/virtualNetworkPeerings/to-hub'),
  peeringBack: provider('Microsoft.Network/virtualNetworks/vnet-hub/virtualNetworkPeerings/from-hub'),
  key: provider('Microsoft.Compute/sshPublicKeys/ssh-example'),
  card: provider('Microsoft.Network/networkInterfaces/nic-example'),
  machine: provider('Microsoft.Compute/virtualMachines/vm-example'),
  signIn: provider('Microsoft.Compute/virtualMachines/vm-example/extensions/AADSSHLoginForLinux'),
}

function resource(id: string, action: GatewayResource['action'], body: Json): GatewayResource {
  const { type, name } = parseResourceId(id)
  return { kind: type, action, name, id, body, workspaceId }
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
  make<typeof facts.userAssignedIdentity>(ids.lentIdentity, { location, tags }),
  make<typeof facts.subnet>(ids.clusterSubnet, {
    properties: {
      addressPrefix: '10.40.4.0/24',
      routeTable: { id: ids.routes },
      serviceEndpoints: [{ service: 'Microsoft.Storage' }, { service: 'Microsoft.KeyVault' }],
    },
  }),
  make<typeof facts.blobContainer>(ids.container, { properties: { publicAccess: 'None' } }),
  // With a key of the customer's, and open to some.
  make<typeof facts.storageAccount>(ids.ownKeyStorage, {
    location,
    tags,
    kind: 'StorageV2',
    sku: { name: 'Standard_LRS' },
    identity: { type: 'UserAssigned', userAssignedIdentities: { [ids.lentIdentity]: {} } },
    properties: {
      accessTier: 'Hot',
      publicNetworkAccess: 'Enabled',
      networkAcls: {
        defaultAction: 'Deny',
        bypass: 'AzureServices',
        ipRules: [{ value: '203.0.113.0/24', action: 'Allow' }],
        virtualNetworkRules: [{ id: ids.clusterSubnet, action: 'Allow' }],
        resourceAccessRules: [{ tenantId: '33333333-3333-4333-8333-333333333333', resourceId: ids.workspace }],
      },
      allowBlobPublicAccess: false,
      allowSharedKeyAccess: false,
      allowCrossTenantReplication: false,
      defaultToOAuthAuthentication: true,
      minimumTlsVersion: 'TLS1_2',
      supportsHttpsTrafficOnly: true,
      encryption: {
        keySource: 'Microsoft.Keyvault',
        keyvaultproperties: {
          keyname: 'storage',
          keyvaulturi: 'https://kv-example-0001.vault.azure.net',
          keyversion: '0123456789abcdef0123456789abcdef',
        },
        identity: { userAssignedIdentity: ids.lentIdentity },
        requireInfrastructureEncryption: true,
        services: { blob: { enabled: true, keyType: 'Account' }, file: { enabled: true, keyType: 'Account' } },
      },
    },
  }),
  make<typeof facts.keyVault>(ids.openVault, {
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
      publicNetworkAccess: 'Enabled',
      networkAcls: {
        defaultAction: 'Deny',
        bypass: 'AzureServices',
        ipRules: [{ value: '203.0.113.0/24' }],
        virtualNetworkRules: [{ id: ids.clusterSubnet }],
      },
    },
  }),
  make<typeof facts.containerRegistry>(ids.ownKeyRegistry, {
    location,
    tags,
    sku: { name: 'Premium' },
    identity: { type: 'UserAssigned', userAssignedIdentities: { [ids.lentIdentity]: {} } },
    properties: {
      adminUserEnabled: false,
      anonymousPullEnabled: false,
      publicNetworkAccess: 'Enabled',
      networkRuleBypassOptions: 'AzureServices',
      networkRuleSet: { defaultAction: 'Allow', ipRules: [] },
      encryption: {
        status: 'enabled',
        keyVaultProperties: {
          identity: '66666666-6666-4666-8666-666666666666',
          keyIdentifier: 'https://kv-example-0001.vault.azure.net/keys/registry',
        },
      },
    },
  }),
  make<typeof facts.containerRegistry>(ids.publicRegistry, {
    location,
    tags,
    sku: { name: 'Standard' },
    properties: {
      adminUserEnabled: false,
      anonymousPullEnabled: false,
      publicNetworkAccess: 'Enabled',
      networkRuleBypassOptions: 'AzureServices',
    },
  }),
  make<typeof facts.datastore>(ids.datastore, {
    properties: {
      datastoreType: 'AzureBlob',
      description: 'for labelling',
      accountName: 'stexample0001',
      containerName: 'labels',
      endpoint: 'core.windows.net',
      protocol: 'https',
      credentials: { credentialsType: 'None' },
      serviceDataAccessAuthIdentity: 'WorkspaceSystemAssignedIdentity',
    },
  }),
  make<typeof facts.onlineEndpoint>(ids.onlineEndpoint, {
    location,
    tags,
    kind: 'Managed',
    identity: { type: 'SystemAssigned' },
    properties: { authMode: 'AADToken', publicNetworkAccess: 'Disabled' },
  }),
  make<typeof facts.onlineDeployment>(ids.deployment, {
    location,
    tags,
    kind: 'Managed',
    sku: { name: 'Default', capacity: 2 },
    properties: {
      endpointComputeType: 'Managed',
      instanceType: 'Standard_DS3_v2',
      model: `${ids.workspace}/models/fraud/versions/1`,
      egressPublicNetworkAccess: 'Disabled',
      appInsightsEnabled: true,
    },
  }),
  make<typeof facts.mlCompute>(ids.openCluster, {
    location,
    tags,
    identity: { type: 'UserAssigned', userAssignedIdentities: { [ids.lentIdentity]: {} } },
    properties: {
      computeType: 'AmlCompute',
      computeLocation: location,
      disableLocalAuth: true,
      properties: {
        vmSize: 'STANDARD_DS3_V2',
        vmPriority: 'LowPriority',
        osType: 'Linux',
        isolatedNetwork: false,
        enableNodePublicIp: true,
        remoteLoginPortPublicAccess: 'Enabled',
        userAccountCredentials: { adminUserName: 'ada', adminUserSshPublicKey: 'ssh-rsa AAAA ada' },
        scaleSettings: { minNodeCount: 0, maxNodeCount: 4, nodeIdleTimeBeforeScaleDown: 'PT120S' },
      },
    },
  }),
  make<typeof facts.mlCompute>(ids.openInstance, {
    location,
    tags,
    identity: { type: 'SystemAssigned' },
    properties: {
      computeType: 'ComputeInstance',
      computeLocation: location,
      disableLocalAuth: true,
      properties: {
        vmSize: 'STANDARD_DS3_V2',
        enableNodePublicIp: true,
        applicationSharingPolicy: 'Personal',
        computeInstanceAuthorizationType: 'personal',
        personalComputeInstanceSettings: {
          assignedUser: {
            objectId: '55555555-5555-4555-8555-555555555555',
            tenantId: '33333333-3333-4333-8333-333333333333',
          },
        },
        sshSettings: { sshPublicAccess: 'Enabled', adminPublicKey: 'ssh-rsa AAAA bob' },
      },
    },
  }),
  // With a managed network, identities that it was lent, and a key of the customer's.
  make<typeof facts.mlWorkspace>(ids.managedWorkspace, {
    location,
    tags,
    kind: 'Default',
    sku: { name: 'Basic', tier: 'Basic' },
    identity: { type: 'UserAssigned', userAssignedIdentities: { [ids.lentIdentity]: {} } },
    properties: {
      friendlyName: 'managed',
      storageAccount: ids.storage,
      keyVault: ids.vault,
      containerRegistry: ids.registry,
      applicationInsights: ids.insights,
      publicNetworkAccess: 'Enabled',
      hbiWorkspace: false,
      v1LegacyMode: false,
      systemDatastoresAuthMode: 'identity',
      managedNetwork: { isolationMode: 'AllowOnlyApprovedOutbound' },
      primaryUserAssignedIdentity: ids.lentIdentity,
      encryption: {
        status: 'Enabled',
        keyVaultProperties: {
          keyVaultArmId: ids.vault,
          keyIdentifier: 'https://kv-example-0001.vault.azure.net/keys/workspace/0123456789abcdef0123456789abcdef',
        },
        identity: { userAssignedIdentity: ids.lentIdentity },
      },
    },
  }),
  make<typeof facts.outboundRule>(ids.hostRule, {
    properties: { type: 'FQDN', category: 'UserDefined', destination: 'pypi.org' },
  }),
  make<typeof facts.outboundRule>(ids.tagRule, {
    properties: {
      type: 'ServiceTag',
      category: 'UserDefined',
      destination: { serviceTag: 'DataFactory', protocol: 'TCP', portRanges: '80, 443', action: 'Allow' },
    },
  }),
  make<typeof facts.outboundRule>(ids.endpointRule, {
    properties: {
      type: 'PrivateEndpoint',
      category: 'UserDefined',
      destination: { serviceResourceId: ids.storage, subresourceTarget: 'queue', sparkEnabled: false },
    },
  }),
  make<typeof facts.managedCluster>(ids.kubernetes, {
    location,
    tags,
    sku: { name: 'Base', tier: 'Standard' },
    identity: { type: 'UserAssigned', userAssignedIdentities: { [ids.lentIdentity]: {} } },
    properties: {
      dnsPrefix: 'example',
      kubernetesVersion: '1.31',
      enableRBAC: true,
      disableLocalAccounts: false,
      aadProfile: { managed: true, enableAzureRBAC: true },
      apiServerAccessProfile: {
        enablePrivateCluster: true,
        enablePrivateClusterPublicFQDN: false,
        privateDNSZone: 'system',
      },
      agentPoolProfiles: [
        {
          name: 'system',
          mode: 'System',
          count: 3,
          vmSize: 'Standard_D4s_v5',
          osType: 'Linux',
          type: 'VirtualMachineScaleSets',
          vnetSubnetID: ids.clusterSubnet,
          enableNodePublicIP: false,
        },
      ],
      networkProfile: {
        networkPlugin: 'azure',
        networkPluginMode: 'overlay',
        networkPolicy: 'azure',
        podCidr: '10.244.0.0/16',
        serviceCidr: '172.16.0.0/16',
        dnsServiceIP: '172.16.0.10',
        loadBalancerSku: 'standard',
        outboundType: 'userDefinedRouting',
      },
    },
  }),
  make<typeof facts.kubernetesExtension>(ids.extension, {
    identity: { type: 'SystemAssigned' },
    properties: {
      extensionType: 'microsoft.azureml.kubernetes',
      autoUpgradeMinorVersion: true,
      releaseTrain: 'stable',
      scope: { cluster: { releaseNamespace: 'azureml' } },
      configurationSettings: {
        enableTraining: 'True',
        enableInference: 'True',
        inferenceRouterServiceType: 'LoadBalancer',
        internalLoadBalancerProvider: 'azure',
        allowInsecureConnections: 'True',
      },
    },
  }),
  make<typeof facts.mlCompute>(ids.attached, {
    location,
    tags,
    identity: { type: 'SystemAssigned' },
    properties: {
      computeType: 'Kubernetes',
      resourceId: ids.kubernetes,
      computeLocation: location,
      disableLocalAuth: true,
      properties: { namespace: 'default' },
    },
  }),
  make<typeof facts.privateLinkScope>(ids.privateLinkScope, {
    location: 'global',
    tags,
    properties: { accessModeSettings: { ingestionAccessMode: 'Open', queryAccessMode: 'PrivateOnly' } },
  }),
  make<typeof facts.scopedResource>(ids.scopedResource, { properties: { linkedResourceId: ids.logs } }),
  make<typeof facts.diagnosticSetting>(ids.diagnostics, {
    properties: {
      workspaceId: ids.logs,
      logs: [{ categoryGroup: 'allLogs', enabled: true }],
      metrics: [{ category: 'AllMetrics', enabled: true }],
    },
  }),
  make<typeof facts.diagnosticSetting>(ids.blobDiagnostics, {
    properties: { workspaceId: ids.logs, metrics: [{ category: 'AllMetrics', enabled: true }] },
  }),
  make<typeof facts.sentinelOnboarding>(ids.sentinel, { properties: { customerManagedKey: false } }),
  make<typeof facts.publicIpAddress>(ids.natAddress, {
    location,
    tags,
    sku: { name: 'Standard' },
    properties: { publicIPAllocationMethod: 'Static', publicIPAddressVersion: 'IPv4' },
  }),
  make<typeof facts.natGateway>(ids.nat, {
    location,
    tags,
    sku: { name: 'Standard' },
    properties: { idleTimeoutInMinutes: 10, publicIpAddresses: [{ id: ids.natAddress }] },
  }),
  make<typeof facts.subnet>(ids.hostsSubnet, {
    properties: {
      addressPrefix: '10.40.3.0/24',
      defaultOutboundAccess: false,
      natGateway: { id: ids.nat },
      serviceEndpoints: [{ service: 'Microsoft.Storage' }],
    },
  }),
  make<typeof facts.subnet>(ids.bastionSubnet, { properties: { addressPrefix: '10.40.2.0/26' } }),
  make<typeof facts.publicIpAddress>(ids.bastionAddress, {
    location,
    tags,
    sku: { name: 'Standard' },
    properties: { publicIPAllocationMethod: 'Static', publicIPAddressVersion: 'IPv4' },
  }),
  make<typeof facts.bastionHost>(ids.bastion, {
    location,
    tags,
    sku: { name: 'Standard' },
    properties: {
      enableTunneling: true,
      disableCopyPaste: true,
      ipConfigurations: [
        {
          name: 'default',
          properties: {
            subnet: { id: ids.bastionSubnet },
            publicIPAddress: { id: ids.bastionAddress },
            privateIPAllocationMethod: 'Dynamic',
          },
        },
      ],
    },
  }),
  make<typeof facts.virtualNetwork>(ids.hub, {
    location,
    tags,
    properties: { addressSpace: { addressPrefixes: ['10.60.0.0/16'] }, dhcpOptions: { dnsServers: ['10.60.0.4'] } },
  }),
  make<typeof facts.virtualNetworkPeering>(ids.peering, {
    properties: {
      remoteVirtualNetwork: { id: ids.hub },
      allowVirtualNetworkAccess: true,
      allowForwardedTraffic: true,
      allowGatewayTransit: false,
      useRemoteGateways: false,
    },
  }),
  make<typeof facts.virtualNetworkPeering>(ids.peeringBack, {
    properties: {
      remoteVirtualNetwork: { id: ids.network },
      allowVirtualNetworkAccess: true,
      allowForwardedTraffic: false,
      allowGatewayTransit: true,
      useRemoteGateways: false,
    },
  }),
  make<typeof facts.sshPublicKey>(ids.key, { location, tags, properties: {} }),
  make<typeof facts.networkInterface>(ids.card, {
    location,
    tags,
    properties: {
      enableAcceleratedNetworking: false,
      ipConfigurations: [
        {
          name: 'default',
          properties: { primary: true, subnet: { id: ids.hostsSubnet }, privateIPAllocationMethod: 'Dynamic' },
        },
      ],
      networkSecurityGroup: { id: ids.nsg },
    },
  }),
  make<typeof facts.virtualMachine>(ids.machine, {
    location,
    tags,
    identity: { type: 'SystemAssigned' },
    properties: {
      hardwareProfile: { vmSize: 'Standard_D2s_v5' },
      securityProfile: {
        securityType: 'TrustedLaunch',
        uefiSettings: { secureBootEnabled: true, vTpmEnabled: true },
      },
      storageProfile: {
        imageReference: {
          publisher: 'Canonical',
          offer: 'ubuntu-24_04-lts',
          sku: 'server',
          version: 'latest',
        },
        osDisk: {
          name: 'osdisk-example',
          createOption: 'FromImage',
          deleteOption: 'Delete',
          managedDisk: { storageAccountType: 'StandardSSD_LRS' },
        },
      },
      osProfile: {
        computerName: 'vm-example',
        adminUsername: 'azureuser',
        linuxConfiguration: {
          disablePasswordAuthentication: true,
          ssh: {
            publicKeys: [
              {
                path: '/home/azureuser/.ssh/authorized_keys',
                keyData: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFL1y9cRJHgqBkJ1FWxO9hT0sZ4eGxy3xq0D0Q0p9b1a example',
              },
            ],
          },
        },
      },
      networkProfile: {
        networkInterfaces: [{ id: ids.card, properties: { primary: true, deleteOption: 'Detach' } }],
      },
    },
  }),
  make<typeof facts.virtualMachineExtension>(ids.signIn, {
    location,
    tags,
    properties: {
      publisher: 'Microsoft.Azure.ActiveDirectory',
      type: 'AADSSHLoginForLinux',
      typeHandlerVersion: '1.0',
      autoUpgradeMinorVersion: true,
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
  amend<typeof facts.mlWorkspace>(ids.managedWorkspace, {
    properties: { publicNetworkAccess: 'Enabled', ipAllowlist: ['203.0.113.0/24'] },
  }),
  // Azure made it with the workspace.
  amend<typeof facts.datastore>(ids.defaultDatastore, {
    properties: { serviceDataAccessAuthIdentity: 'WorkspaceSystemAssignedIdentity' },
  }),
]

/** Builds the managed network: an amendment that is an action, and changes nothing of what was sent. */
export const provisioning = amend<typeof facts.mlWorkspace>(ids.managedWorkspace, {
  provisionManagedNetwork: { includeSpark: false },
})

/** The example with this id. */
export function example(id: string): GatewayResource {
  const found = examples.find((each) => each.id === id)
  if (found === undefined) throw new Error(`No example ${id}`)
  return found
}
