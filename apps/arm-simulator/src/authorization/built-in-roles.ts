/** A role that is in every tenant. */
export interface BuiltInRole {
  readonly id: string
  readonly name: string
  readonly actions: readonly string[]
  readonly notActions?: readonly string[]
  readonly dataActions?: readonly string[]
}

const blobs = 'Microsoft.Storage/storageAccounts/blobServices'
const files = 'Microsoft.Storage/storageAccounts/fileServices'

/** What nearly every role for one service has beside its own. */
const usual = [
  'Microsoft.Authorization/*/read',
  'Microsoft.Insights/alertRules/*',
  'Microsoft.Resources/deployments/*',
  'Microsoft.Resources/subscriptions/resourceGroups/read',
  'Microsoft.Support/*',
]

/** What who logs in to a machine may read of it. */
const aroundMachines = [
  'Microsoft.Network/publicIPAddresses/read',
  'Microsoft.Network/virtualNetworks/read',
  'Microsoft.Network/loadBalancers/read',
  'Microsoft.Network/networkInterfaces/read',
  'Microsoft.Compute/virtualMachines/*/read',
]

/**
 * Some of them. Source: "Azure built-in roles". Of the approver of connections only the types are here that this simulator
 * knows; of the logins to machines what concerns Azure Arc is left out.
 */
export const builtInRoles: readonly BuiltInRole[] = [
  { id: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635', name: 'Owner', actions: ['*'] },
  {
    id: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
    name: 'Contributor',
    actions: ['*'],
    notActions: [
      'Microsoft.Authorization/*/Delete',
      'Microsoft.Authorization/*/Write',
      'Microsoft.Authorization/elevateAccess/Action',
      'Microsoft.Blueprint/blueprintAssignments/write',
      'Microsoft.Blueprint/blueprintAssignments/delete',
      'Microsoft.Compute/galleries/share/action',
      'Microsoft.Purview/consents/write',
      'Microsoft.Purview/consents/delete',
      'Microsoft.Resources/deploymentStacks/manageDenySetting/action',
      'Microsoft.Subscription/cancel/action',
      'Microsoft.Subscription/enable/action',
    ],
  },
  { id: 'acdd72a7-3385-48ef-bd42-f606fba81ae7', name: 'Reader', actions: ['*/read'] },
  {
    id: '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9',
    name: 'User Access Administrator',
    actions: ['*/read', 'Microsoft.Authorization/*', 'Microsoft.Support/*'],
  },
  {
    id: '4d97b98b-1d4f-4787-a291-c67834d212e7',
    name: 'Network Contributor',
    actions: [...usual, 'Microsoft.Network/*', 'Microsoft.ResourceHealth/availabilityStatuses/read'],
  },
  {
    id: 'f1a07417-d97a-45cb-824c-7a7467783830',
    name: 'Managed Identity Operator',
    actions: [
      'Microsoft.ManagedIdentity/userAssignedIdentities/*/read',
      'Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action',
      ...usual,
    ],
  },
  {
    id: '7f951dda-4ed3-4680-a7ca-43fe172d538d',
    name: 'AcrPull',
    actions: ['Microsoft.ContainerRegistry/registries/pull/read'],
  },
  {
    id: '8311e382-0749-4cb8-b61a-304f252e45ec',
    name: 'AcrPush',
    actions: ['Microsoft.ContainerRegistry/registries/pull/read', 'Microsoft.ContainerRegistry/registries/push/write'],
  },
  {
    id: '2a2b9908-6ea1-4ae2-8e65-a410df84e7d1',
    name: 'Storage Blob Data Reader',
    actions: [`${blobs}/containers/read`, `${blobs}/generateUserDelegationKey/action`],
    dataActions: [`${blobs}/containers/blobs/read`],
  },
  {
    id: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe',
    name: 'Storage Blob Data Contributor',
    actions: [
      `${blobs}/containers/delete`,
      `${blobs}/containers/read`,
      `${blobs}/containers/write`,
      `${blobs}/generateUserDelegationKey/action`,
    ],
    dataActions: [
      `${blobs}/containers/blobs/delete`,
      `${blobs}/containers/blobs/read`,
      `${blobs}/containers/blobs/write`,
      `${blobs}/containers/blobs/move/action`,
      `${blobs}/containers/blobs/add/action`,
    ],
  },
  {
    id: '69566ab7-960f-475b-8e7c-b3118f30c6bd',
    name: 'Storage File Data Privileged Contributor',
    actions: [],
    dataActions: [
      `${files}/fileshares/files/read`,
      `${files}/fileshares/files/write`,
      `${files}/fileshares/files/delete`,
      `${files}/fileshares/files/modifypermissions/action`,
      `${files}/readFileBackupSemantics/action`,
      `${files}/writeFileBackupSemantics/action`,
    ],
  },
  {
    id: 'f58310d9-a9f6-439a-9e8d-f62e7b41a168',
    name: 'Role Based Access Control Administrator',
    actions: [
      'Microsoft.Authorization/roleAssignments/write',
      'Microsoft.Authorization/roleAssignments/delete',
      '*/read',
      'Microsoft.Support/*',
    ],
  },
  {
    id: 'f6c7c914-8db3-469d-8ca1-694a8f32e121',
    name: 'AzureML Data Scientist',
    actions: ['read', 'action', 'delete', 'write'].map(
      (verb) => `Microsoft.MachineLearningServices/workspaces/*/${verb}`,
    ),
    notActions: [
      'delete',
      'write',
      'computes/*/write',
      'computes/*/delete',
      'computes/listKeys/action',
      'listKeys/action',
      'hubs/write',
      'hubs/delete',
      'featurestores/write',
      'featurestores/delete',
    ].map((rest) => `Microsoft.MachineLearningServices/workspaces/${rest}`),
  },
  {
    id: 'e503ece1-11d0-4e8e-8e2c-7a6c3bf38815',
    name: 'AzureML Compute Operator',
    actions: [
      'Microsoft.MachineLearningServices/workspaces/computes/*',
      'Microsoft.MachineLearningServices/workspaces/notebooks/vm/*',
    ],
  },
  {
    id: 'b556d68e-0be0-4f35-a333-ad7ee1ce17ea',
    name: 'Azure AI Enterprise Network Connection Approver',
    actions: [
      'Microsoft.ContainerRegistry/registries',
      'Microsoft.KeyVault/vaults',
      'Microsoft.MachineLearningServices/workspaces',
      'Microsoft.Storage/storageAccounts',
    ].flatMap((type) => [
      `${type}/privateEndpointConnectionsApproval/action`,
      `${type}/privateEndpointConnections/read`,
      `${type}/privateEndpointConnections/write`,
    ]),
  },
  {
    id: '0ab0b1a8-8aac-4efd-b8c2-3ee1fb270be8',
    name: 'Azure Kubernetes Service Cluster Admin Role',
    actions: [
      'Microsoft.ContainerService/managedClusters/listClusterAdminCredential/action',
      'Microsoft.ContainerService/managedClusters/accessProfiles/listCredential/action',
      'Microsoft.ContainerService/managedClusters/read',
      'Microsoft.ContainerService/managedClusters/runcommand/action',
    ],
  },
  {
    id: '00482a5a-887f-4fb3-b363-3b7fe8e74483',
    name: 'Key Vault Administrator',
    actions: [
      ...usual,
      'Microsoft.KeyVault/checkNameAvailability/read',
      'Microsoft.KeyVault/deletedVaults/read',
      'Microsoft.KeyVault/locations/*/read',
      'Microsoft.KeyVault/vaults/*/read',
      'Microsoft.KeyVault/operations/read',
    ],
    dataActions: ['Microsoft.KeyVault/vaults/*'],
  },
  {
    id: 'e147488a-f6f5-4113-8e2d-b22465e65bf6',
    name: 'Key Vault Crypto Service Encryption User',
    actions: ['write', 'read', 'delete'].map((verb) => `Microsoft.EventGrid/eventSubscriptions/${verb}`),
    dataActions: [
      'Microsoft.KeyVault/vaults/keys/read',
      'Microsoft.KeyVault/vaults/keys/wrap/action',
      'Microsoft.KeyVault/vaults/keys/unwrap/action',
    ],
  },
  {
    id: 'b12aa53e-6015-4669-85d0-8515ebb3ae7f',
    name: 'Private DNS Zone Contributor',
    actions: [
      ...usual,
      'Microsoft.Network/privateDnsZones/*',
      'Microsoft.Network/privateDnsOperationResults/*',
      'Microsoft.Network/privateDnsOperationStatuses/*',
      'Microsoft.Network/virtualNetworks/read',
      'Microsoft.Network/virtualNetworks/join/action',
    ],
  },
  {
    id: '17d1049b-9a84-46fb-8f53-869881c3d3ab',
    name: 'Storage Account Contributor',
    actions: [
      ...usual,
      'Microsoft.Insights/diagnosticSettings/*',
      'Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action',
      'Microsoft.ResourceHealth/availabilityStatuses/read',
      'Microsoft.Storage/storageAccounts/*',
    ],
  },
  {
    id: '1c0163c0-47e6-4577-8991-ea5c82e286e4',
    name: 'Virtual Machine Administrator Login',
    actions: aroundMachines,
    dataActions: [
      'Microsoft.Compute/virtualMachines/login/action',
      'Microsoft.Compute/virtualMachines/loginAsAdmin/action',
    ],
  },
  {
    id: 'fb879df8-f326-4884-b1cf-06f3ad86be52',
    name: 'Virtual Machine User Login',
    actions: aroundMachines,
    dataActions: ['Microsoft.Compute/virtualMachines/login/action'],
  },
]
