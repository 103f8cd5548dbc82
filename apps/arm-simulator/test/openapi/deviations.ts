import type { Finding } from './finding.ts'

/** Whose exchanges are held against the documents: each type by itself, the official examples, or the product. */
export type Suite = 'types' | 'examples' | 'product'

export interface Deviation extends Pick<Finding, 'side' | 'where' | 'what'> {
  readonly reason: string
  /** Where it occurs each time; when it does not any more, the entry has to go. */
  readonly seenIn: readonly Suite[]
}

function withoutDocument(where: string, seenIn: readonly Suite[]): Deviation {
  return {
    side: 'document',
    where,
    what: 'is in no document',
    reason: 'Its document is not among those at hand.',
    seenIn,
  }
}

const recordedElsewhere = 'Azure answers it all the same, as recorded answers of others show.'

/** Configurations of DNS zones, which Azure shows as resources. */
function zoneConfiguration(where: string): Deviation {
  return {
    side: 'answer',
    where: `privateEndpoint/${where}`,
    what: 'is not known',
    reason: recordedElsewhere,
    seenIn: ['types', 'examples', 'product'],
  }
}

/** All in which requests and answers are otherwise than the documents say, on purpose. */
export const deviations: readonly Deviation[] = [
  withoutDocument('subscriptions/*/resourceGroups', ['types', 'examples', 'product']),
  withoutDocument('subscriptions/*', ['product']),
  withoutDocument('Microsoft.Authorization/locks', ['types', 'product']),
  withoutDocument('Microsoft.Authorization/permissions', ['product']),
  withoutDocument('Microsoft.Authorization/policyAssignments', ['types', 'product']),
  withoutDocument('Microsoft.Authorization/policyDefinitions', ['types']),
  withoutDocument('Microsoft.Authorization/roleDefinitions', ['types', 'examples']),
  withoutDocument('Microsoft.Network', ['examples', 'product']),
  // Whether a subscription is registered with a provider.
  ...[
    'Microsoft.Compute',
    'Microsoft.ContainerRegistry',
    'Microsoft.ContainerService',
    'Microsoft.Insights',
    'Microsoft.KeyVault',
    'Microsoft.KubernetesConfiguration',
    'Microsoft.MachineLearningServices',
    'Microsoft.ManagedIdentity',
    'Microsoft.OperationalInsights',
    'Microsoft.SecurityInsights',
    'Microsoft.Storage',
  ].map((namespace) => withoutDocument(namespace, ['product'])),
  withoutDocument('Microsoft.Compute/locations/*/usages', ['product']),
  withoutDocument('Microsoft.Compute/disks', ['types', 'examples']),
  withoutDocument('Microsoft.Compute/sshPublicKeys', ['types', 'product']),
  withoutDocument('Microsoft.Insights/diagnosticSettings', ['types', 'product']),
  withoutDocument('Microsoft.Insights/privateLinkScopes', ['types', 'product']),
  withoutDocument('Microsoft.KubernetesConfiguration/extensions', ['types', 'product']),
  withoutDocument('Microsoft.MachineLearningServices/workspaces/*/models/*/versions/*/package', ['examples']),
  withoutDocument('Microsoft.Network/applicationSecurityGroups', ['types']),
  withoutDocument('Microsoft.Network/ipGroups', ['types']),
  withoutDocument('Microsoft.Network/providerPermissions', ['examples']),
  withoutDocument('Microsoft.Storage/storageAccounts/*/blobServices', ['types', 'examples', 'product']),
  withoutDocument('Microsoft.Storage/storageAccounts/*/fileServices', ['types', 'examples']),
  zoneConfiguration('PrivateDnsZoneConfig.id'),
  zoneConfiguration('PrivateDnsZoneConfig.type'),
  zoneConfiguration('PrivateDnsZoneGroup.type'),
  zoneConfiguration('PrivateDnsZonePropertiesFormat.provisioningState'),
  {
    side: 'answer',
    where: 'azureFirewall/AzureFirewallIPConfigurationPropertiesFormat.privateIPAllocationMethod',
    what: 'is not known',
    reason: recordedElsewhere,
    seenIn: ['examples', 'product'],
  },
  {
    side: 'answer',
    where: 'components_API/ComponentsResource.tags',
    what: 'must be object',
    reason: 'An example sends a text, and what is sent is kept.',
    seenIn: ['examples'],
  },
  {
    side: 'answer',
    where: 'containerregistry/RegistryProperties.anonymousPullEnabled',
    what: 'is not known',
    reason: 'Of later api-versions than the document; the product asks for one of those.',
    seenIn: ['types', 'examples', 'product'],
  },
  {
    side: 'request',
    where: 'containerregistry/RegistryProperties.anonymousPullEnabled',
    what: 'is not known',
    reason: 'Of later api-versions than the document; the product asks for one of those.',
    seenIn: ['product'],
  },
  {
    side: 'answer',
    where: 'machineLearningServices/NotebookResourceInfo.isPrivateLinkEnabled',
    what: 'is not known',
    reason: recordedElsewhere,
    seenIn: ['types', 'examples', 'product'],
  },
  {
    side: 'answer',
    where: 'machineLearningServices/WorkspaceProperties.ipAllowlist',
    what: 'is not known',
    reason: 'Of later api-versions than the document; the product asks for one of those.',
    seenIn: ['product'],
  },
  {
    side: 'request',
    where: 'machineLearningServices/WorkspacePropertiesUpdateParameters.ipAllowlist',
    what: 'is not known',
    reason: 'Of later api-versions than the document; the product asks for one of those.',
    seenIn: ['product'],
  },
  {
    side: 'answer',
    where: 'machineLearningServices/WorkspaceProperties.systemDatastoresAuthMode',
    what: 'is not known',
    reason: 'Of later api-versions than the document; the product asks for one of those.',
    seenIn: ['types', 'examples', 'product'],
  },
  {
    side: 'request',
    where: 'machineLearningServices/WorkspaceProperties.systemDatastoresAuthMode',
    what: 'is not known',
    reason: 'Of later api-versions than the document; the product asks for one of those.',
    seenIn: ['product'],
  },
  {
    side: 'answer',
    where: 'managedClusters/ManagedClusterSKU.name',
    what: 'may not be "Basic"',
    reason: 'Examples of the same version still have the name of before, and what is sent is kept.',
    seenIn: ['examples'],
  },
  {
    side: 'answer',
    where: 'privatedns/VirtualNetworkLinkProperties.resolutionPolicy',
    what: 'is not known',
    reason: 'Of the api-version 2024-06-01, which the clients ask for.',
    seenIn: ['types', 'examples', 'product'],
  },
  {
    side: 'answer',
    where: 'storage/StorageAccountKey.permissions',
    what: 'may not be "FULL"',
    reason: 'Azure answers it in capitals, as recorded answers of others show.',
    seenIn: ['examples'],
  },
]
