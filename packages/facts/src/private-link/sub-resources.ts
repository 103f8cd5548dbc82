import type { Cloud } from '../cloud.ts'

/** A part of a resource that a private endpoint can lead to. Azure calls its name the group id. */
export interface SubResource {
  readonly groupId: string
  /** The type of the resource that has it. */
  readonly target: string
  /** How many private addresses the endpoint takes in its subnet. */
  readonly addresses: number
  /** The private DNS zones that its records go to. */
  readonly zones: Readonly<Record<Cloud, readonly string[]>>
}

const storage = 'Microsoft.Storage/storageAccounts'

/**
 * What a workspace is reached through. Source: "Azure Private Endpoint private DNS zone values" and "Use your workspace
 * with a custom DNS server". The zone of a vault is `vaultcore` although its public host is `vault`. That a registry
 * takes one address and one more for each region it is in is unconfirmed. Queues and tables are needed for batch
 * endpoints and parallel run steps.
 */
export const subResources = {
  workspace: {
    groupId: 'amlworkspace',
    target: 'Microsoft.MachineLearningServices/workspaces',
    addresses: 3,
    zones: { AzurePublic: ['privatelink.api.azureml.ms', 'privatelink.notebooks.azure.net'] },
  },
  blob: {
    groupId: 'blob',
    target: storage,
    addresses: 1,
    zones: { AzurePublic: ['privatelink.blob.core.windows.net'] },
  },
  file: {
    groupId: 'file',
    target: storage,
    addresses: 1,
    zones: { AzurePublic: ['privatelink.file.core.windows.net'] },
  },
  queue: {
    groupId: 'queue',
    target: storage,
    addresses: 1,
    zones: { AzurePublic: ['privatelink.queue.core.windows.net'] },
  },
  table: {
    groupId: 'table',
    target: storage,
    addresses: 1,
    zones: { AzurePublic: ['privatelink.table.core.windows.net'] },
  },
  vault: {
    groupId: 'vault',
    target: 'Microsoft.KeyVault/vaults',
    addresses: 1,
    zones: { AzurePublic: ['privatelink.vaultcore.azure.net'] },
  },
  registry: {
    groupId: 'registry',
    target: 'Microsoft.ContainerRegistry/registries',
    addresses: 2,
    zones: { AzurePublic: ['privatelink.azurecr.io'] },
  },
} as const satisfies Record<string, SubResource>
