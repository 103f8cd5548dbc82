import type { JsonObject } from '../../src/json/json.ts'

const group = '/subscriptions/00000000-1111-2222-3333-444444444444/resourceGroups/ahead'

/** Types whose resources cannot be called anything. */
const names: Readonly<Record<string, string>> = {
  'Microsoft.Authorization/roleAssignments': 'b0f43c54-e787-4862-89b1-a653fa9cf747',
  'Microsoft.Insights/privateLinkScopes/scopedResources': 'ahead',
  'Microsoft.Network/firewallPolicies/ruleCollectionGroups/ruleCollectionGroupDrafts': 'default',
  'Microsoft.Network/privateDnsZones': 'ahead.example.com',
  'Microsoft.Network/privateDnsZones/SOA': '@',
  'Microsoft.Storage/storageAccounts/blobServices': 'default',
  'Microsoft.Storage/storageAccounts/fileServices': 'default',
  'Microsoft.Storage/storageAccounts/inventoryPolicies': 'default',
  'Microsoft.Storage/storageAccounts/managementPolicies': 'default',
  'Microsoft.Storage/storageAccounts/objectReplicationPolicies': 'default',
}

/** Types that lie in resources of other providers. */
const hosts: Readonly<Record<string, string>> = {
  'Microsoft.SecurityInsights/onboardingStates': `${group}/providers/Microsoft.OperationalInsights/workspaces/aheadone/providers/Microsoft.SecurityInsights/onboardingStates/default`,
}

/** The path of one resource of a type. */
export function samplePath(type: string): string {
  if (type === 'Microsoft.Resources/resourceGroups') return group
  const [namespace = '', ...kinds] = type.split('/')
  const tail = kinds.map((kind, index) => {
    const known = names[[namespace, ...kinds.slice(0, index + 1)].join('/')]
    return `${kind}/${known ?? (kind === 'versions' ? '1' : 'aheadone')}`
  })
  return hosts[type] ?? `${group}/providers/${namespace}/${tail.join('/')}`
}

const machineLearning = `${group}/providers/Microsoft.MachineLearningServices/workspaces/aheadone`

/** What some of them need beside or instead of the least body: resources to be made before, in order, by path. */
export const sampleBodies: Readonly<Record<string, Readonly<Record<string, JsonObject>>>> = {
  'Microsoft.MachineLearningServices/workspaces/batchEndpoints/deployments': {
    [`${machineLearning}/batchEndpoints/aheadone/deployments/aheadone`]: {
      location: 'westus',
      properties: {
        model: { referenceType: 'Id', assetId: `${machineLearning}/models/aheadone/versions/1` },
        compute: `${machineLearning}/computes/aheadone`,
      },
    },
  },
  'Microsoft.MachineLearningServices/workspaces/outboundRules': {
    [machineLearning]: {
      location: 'westus',
      identity: { type: 'SystemAssigned' },
      properties: {
        storageAccount: `${group}/providers/Microsoft.Storage/storageAccounts/aheadmlstore`,
        keyVault: `${group}/providers/Microsoft.KeyVault/vaults/ahead-mlvault`,
        applicationInsights: `${group}/providers/Microsoft.Insights/components/ahead-mlinsights`,
        managedNetwork: { isolationMode: 'AllowOnlyApprovedOutbound' },
      },
    },
  },
  'Microsoft.Network/networkSecurityGroups': {
    [samplePath('Microsoft.Network/networkSecurityGroups')]: {
      location: 'westus',
      properties: {
        securityRules: [
          {
            name: 'web',
            properties: {
              protocol: 'Tcp',
              access: 'Allow',
              direction: 'Inbound',
              priority: 100,
              sourceAddressPrefix: '*',
              sourcePortRange: '*',
              destinationAddressPrefix: '*',
              destinationPortRange: '443',
            },
          },
        ],
      },
    },
  },
  'Microsoft.Network/routeTables': {
    [samplePath('Microsoft.Network/routeTables')]: {
      location: 'westus',
      properties: {
        routes: [{ name: 'out', properties: { addressPrefix: '0.0.0.0/0', nextHopType: 'Internet' } }],
      },
    },
  },
  'Microsoft.Network/virtualNetworks': {
    [samplePath('Microsoft.Network/virtualNetworks')]: {
      location: 'westus',
      properties: {
        addressSpace: { addressPrefixes: ['10.0.0.0/16'] },
        subnets: [
          {
            name: 'one',
            properties: { addressPrefix: '10.0.0.0/24', privateEndpointNetworkPolicies: 'Disabled' },
          },
        ],
      },
    },
  },
  'Microsoft.Network/serviceEndpointPolicies/serviceEndpointPolicyDefinitions': {
    [samplePath('Microsoft.Network/serviceEndpointPolicies/serviceEndpointPolicyDefinitions')]: {
      properties: { service: 'Microsoft.Storage', serviceResources: ['/subscriptions/subid1'] },
    },
  },
  'Microsoft.Storage/storageAccounts/managementPolicies': {
    [samplePath('Microsoft.Storage/storageAccounts/managementPolicies')]: {
      properties: {
        policy: {
          rules: [
            {
              name: 'old',
              type: 'Lifecycle',
              definition: {
                actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 1000 } } },
                filters: { blobTypes: ['blockBlob'] },
              },
            },
          ],
        },
      },
    },
  },
  'Microsoft.Compute/virtualMachines/extensions': {
    [samplePath('Microsoft.Compute/virtualMachines/extensions')]: {
      location: 'westus',
      properties: {
        publisher: 'Microsoft.Azure.Extensions',
        type: 'CustomScript',
        typeHandlerVersion: '2.1',
        settings: {},
      },
    },
  },
  'Microsoft.Storage/storageAccounts/objectReplicationPolicies': {
    [samplePath('Microsoft.Storage/storageAccounts/objectReplicationPolicies')]: {
      properties: {
        sourceAccount: `${group}/providers/Microsoft.Storage/storageAccounts/aheadsource`,
        destinationAccount: `${group}/providers/Microsoft.Storage/storageAccounts/aheadone`,
        rules: [{ sourceContainer: 'one', destinationContainer: 'two' }],
      },
    },
  },
}

/** What a PATCH changes; the tags, unless said otherwise. */
export function samplePatch(type: string): JsonObject {
  if (type === 'Microsoft.MachineLearningServices/workspaces/computes')
    return { properties: { properties: { scaleSettings: { minNodeCount: 0, maxNodeCount: 2 } } } }
  if (/^Microsoft\.Network\/privateDnsZones\/[A-Z]+$/.test(type)) return { properties: { metadata: { of: 'a test' } } }
  return { tags: { of: 'a test' } }
}

/** What a DELETE has to say. */
export function sampleDelete(type: string): string {
  return type === 'Microsoft.MachineLearningServices/workspaces/computes' ? '&underlyingResourceAction=Delete' : ''
}
