import { parseResourceId, type ResourceId } from '../../src/arm/resource-id.ts'
import type { JsonObject } from '../../src/json/json.ts'
import { region } from './stand-ins.ts'

/** What a body may depend on: the how-manieth network of the example it is about, and how much was made before. */
interface Turn {
  readonly network: number
  readonly count: number
}

type Minimal = JsonObject | ((id: ResourceId, turn: Turn) => JsonObject)

const tenantId = '72f988bf-86f1-41af-91ab-2d7cd011db47'

function inGroup(id: ResourceId, rest: string): string {
  return `/subscriptions/${id.subscription}/resourceGroups/${id.group ?? ''}/providers/${rest}`
}

/**
 * The least that each type can be made of, for what an example only presumes. What a body refers to is made before
 * it. A type that is not here cannot be made ahead.
 */
const bodies: Readonly<Record<string, Minimal>> = {
  'microsoft.resources/resourcegroups': { location: region },
  // The first has room for whatever an example puts into it; the others must not overlap with it.
  'microsoft.network/virtualnetworks': (_id, { network }) => ({
    location: region,
    properties: {
      addressSpace: {
        addressPrefixes:
          network === 0 ? ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'] : [`${20 + network}.0.0.0/8`],
      },
    },
  }),
  'microsoft.network/virtualnetworks/subnets': (_id, { network, count }) => ({
    properties: {
      addressPrefix: network === 0 ? `10.${200 + (count % 50)}.0.0/24` : `${20 + network}.${count}.0.0/24`,
    },
  }),
  'microsoft.network/networksecuritygroups': { location: region, properties: {} },
  'microsoft.network/routetables': { location: region, properties: {} },
  'microsoft.network/natgateways': { location: region, sku: { name: 'Standard' }, properties: {} },
  'microsoft.network/publicipaddresses': {
    location: region,
    sku: { name: 'Standard' },
    properties: { publicIPAllocationMethod: 'Static' },
  },
  'microsoft.network/firewallpolicies': { location: region, properties: {} },
  'microsoft.network/firewallpolicies/rulecollectiongroups': { properties: { priority: 100, ruleCollections: [] } },
  'microsoft.network/azurefirewalls': {
    location: region,
    properties: { sku: { name: 'AZFW_VNet', tier: 'Standard' } },
  },
  'microsoft.network/bastionhosts': (id) => ({
    location: region,
    properties: {
      ipConfigurations: [
        {
          name: 'bastion',
          properties: {
            subnet: { id: inGroup(id, 'Microsoft.Network/virtualNetworks/ahead/subnets/AzureBastionSubnet') },
            publicIPAddress: { id: inGroup(id, 'Microsoft.Network/publicIPAddresses/ahead-bastion') },
          },
        },
      ],
    },
  }),
  'microsoft.network/networkinterfaces': (id) => ({
    location: region,
    properties: {
      ipConfigurations: [
        {
          name: 'ipconfig1',
          properties: { subnet: { id: inGroup(id, 'Microsoft.Network/virtualNetworks/ahead/subnets/machines') } },
        },
      ],
    },
  }),
  'microsoft.network/privateendpoints': (id) =>
    endpointTo(id, inGroup(id, 'Microsoft.Storage/storageAccounts/aheadstore'), 'blob'),
  'microsoft.network/virtualnetworks/virtualnetworkpeerings': (id) => ({
    properties: { remoteVirtualNetwork: { id: inGroup(id, 'Microsoft.Network/virtualNetworks/ahead-remote') } },
  }),
  'microsoft.network/ipgroups': { location: region, properties: { ipAddresses: ['10.9.0.0/24'] } },
  'microsoft.network/applicationsecuritygroups': { location: region, properties: {} },
  'microsoft.network/serviceendpointpolicies': { location: region, properties: {} },
  'microsoft.network/privatednszones': { location: 'global' },
  'microsoft.network/privatednszones/a': { properties: { ttl: 3600, aRecords: [{ ipv4Address: '10.0.0.4' }] } },
  'microsoft.network/privatednszones/aaaa': {
    properties: { ttl: 3600, aaaaRecords: [{ ipv6Address: '2001:db8::1' }] },
  },
  'microsoft.storage/storageaccounts/inventorypolicies': {
    properties: { policy: { enabled: true, type: 'Inventory', rules: [] } },
  },
  'microsoft.network/privatednszones/virtualnetworklinks': (id) => ({
    location: 'global',
    properties: { virtualNetwork: { id: inGroup(id, 'Microsoft.Network/virtualNetworks/ahead') } },
  }),
  'microsoft.storage/storageaccounts': {
    location: region,
    sku: { name: 'Standard_LRS' },
    kind: 'StorageV2',
    properties: {},
  },
  'microsoft.keyvault/vaults': {
    location: region,
    properties: { tenantId, sku: { family: 'A', name: 'standard' }, accessPolicies: [] },
  },
  'microsoft.containerregistry/registries': {
    location: region,
    sku: { name: 'Premium' },
    properties: { adminUserEnabled: true },
  },
  'microsoft.operationalinsights/workspaces': { location: region, properties: {} },
  'microsoft.insights/components': { location: region, kind: 'web', properties: { Application_Type: 'web' } },
  'microsoft.managedidentity/userassignedidentities': { location: region },
  'microsoft.compute/disks': {
    location: region,
    properties: { creationData: { createOption: 'Empty' }, diskSizeGB: 32 },
  },
  'microsoft.compute/virtualmachines': (id) => ({
    location: region,
    properties: {
      hardwareProfile: { vmSize: 'Standard_D2s_v5' },
      storageProfile: {
        imageReference: {
          publisher: 'MicrosoftWindowsServer',
          offer: 'WindowsServer',
          sku: '2022-Datacenter',
          version: 'latest',
        },
        osDisk: { createOption: 'FromImage', managedDisk: { storageAccountType: 'Standard_LRS' } },
      },
      osProfile: { computerName: 'ahead', adminUsername: 'somebody', adminPassword: 'Sample-Passw0rd!' },
      networkProfile: { networkInterfaces: [{ id: inGroup(id, 'Microsoft.Network/networkInterfaces/ahead-nic') }] },
    },
  }),
  'microsoft.containerservice/managedclusters': {
    location: region,
    identity: { type: 'SystemAssigned' },
    properties: {
      dnsPrefix: 'ahead',
      agentPoolProfiles: [{ name: 'nodes', mode: 'System', count: 1, vmSize: 'Standard_DS2_v2', osType: 'Linux' }],
    },
  },
  'microsoft.machinelearningservices/workspaces': (id) => ({
    location: region,
    identity: { type: 'SystemAssigned' },
    properties: {
      storageAccount: inGroup(id, 'Microsoft.Storage/storageAccounts/aheadmlstore'),
      keyVault: inGroup(id, 'Microsoft.KeyVault/vaults/ahead-mlvault'),
      applicationInsights: inGroup(id, 'Microsoft.Insights/components/ahead-mlinsights'),
    },
  }),
  'microsoft.machinelearningservices/workspaces/computes': {
    location: region,
    properties: {
      computeType: 'AmlCompute',
      properties: { vmSize: 'Standard_D2s_v5', scaleSettings: { minNodeCount: 0, maxNodeCount: 1 } },
    },
  },
  'microsoft.machinelearningservices/workspaces/onlineendpoints': { location: region, properties: { authMode: 'Key' } },
  'microsoft.machinelearningservices/workspaces/onlineendpoints/deployments': {
    location: region,
    sku: { name: 'Default', capacity: 1 },
    properties: { endpointComputeType: 'Managed', instanceType: 'Standard_DS3_v2' },
  },
  'microsoft.machinelearningservices/workspaces/batchendpoints': {
    location: region,
    properties: { authMode: 'AADToken' },
  },
  'microsoft.machinelearningservices/workspaces/serverlessendpoints': {
    location: region,
    sku: { name: 'Consumption' },
    properties: { authMode: 'Key', modelSettings: { modelId: 'azureml://registries/azureml-meta/models/Llama-2-7b' } },
  },
  'microsoft.machinelearningservices/workspaces/connections': {
    properties: {
      category: 'ContainerRegistry',
      authType: 'PAT',
      target: 'www.example.com',
      credentials: { pat: 'sample' },
    },
  },
  'microsoft.machinelearningservices/workspaces/marketplacesubscriptions': {
    properties: { modelId: 'azureml://registries/azureml-meta/models/Llama-2-7b' },
  },
  'microsoft.machinelearningservices/workspaces/outboundrules': {
    properties: { type: 'FQDN', category: 'UserDefined', destination: 'pypi.org' },
  },
  ...assets('codes', { codeUri: 'https://aheadstore.blob.core.windows.net/code/one' }),
  ...assets('components', { componentSpec: { command: 'true' } }),
  ...assets(
    'data',
    { dataType: 'uri_file', dataUri: 'https://aheadstore.blob.core.windows.net/data/one' },
    { dataType: 'uri_file' },
  ),
  ...assets('environments', { image: 'mcr.microsoft.com/azureml/base' }),
  ...assets('models', { modelUri: 'https://aheadstore.blob.core.windows.net/models/one', modelType: 'custom_model' }),
  ...assets('featuresets', {
    specification: { path: 'https://aheadstore.blob.core.windows.net/sets/one' },
    entities: [],
  }),
  ...assets('featurestoreentities', { indexColumns: [{ columnName: 'id', dataType: 'String' }] }),
  'microsoft.authorization/roleassignments': {
    properties: {
      principalId: 'ce2ce14e-85d7-4629-bdbc-454d0519d987',
      principalType: 'User',
      roleDefinitionId: '/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7',
    },
  },
  'microsoft.securityinsights/onboardingstates': { properties: {} },
}

function assets(plural: string, version: JsonObject, container: JsonObject = {}): Record<string, Minimal> {
  const type = `microsoft.machinelearningservices/workspaces/${plural}`
  return { [type]: { properties: container }, [`${type}/versions`]: { properties: version } }
}

export function endpointTo(id: ResourceId, target: string, groupId: string): JsonObject {
  return {
    location: region,
    properties: {
      subnet: { id: inGroup(id, 'Microsoft.Network/virtualNetworks/ahead/subnets/endpoints') },
      privateLinkServiceConnections: [
        { name: 'link', properties: { privateLinkServiceId: target, groupIds: [groupId] } },
      ],
    },
  }
}

/** The least of one resource, in the region of the example; nothing, where its type cannot be made ahead. */
export function minimalBody(text: string, place: string, turn: Turn): JsonObject | undefined {
  const id = parseResourceId(text)
  const minimal = bodies[id?.type.toLowerCase() ?? '']
  if (id === undefined || minimal === undefined) return undefined
  const body = typeof minimal === 'function' ? minimal(id, turn) : minimal
  return body.location === region ? { ...body, location: place } : body
}
