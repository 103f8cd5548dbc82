import type { Cloud } from '../cloud.ts'

/** A part of a resource that a private endpoint can lead to. Azure calls its name the group id. */
export interface SubResource {
  readonly groupId: string
  /** The type of the resource that has it. */
  readonly target: string
  /** How many private addresses the endpoint takes in its subnet. */
  readonly addresses: number
  /** The private DNS zones that its records go to. Empty: there is no private link to it in that cloud. */
  readonly zones: Readonly<Record<Cloud, readonly string[]>>
}

const storage = 'Microsoft.Storage/storageAccounts'

/**
 * What a workspace is reached through. Source: "Azure Private Endpoint private DNS zone values" and "Use your workspace
 * with a custom DNS server". The zone of a vault is `vaultcore` although its public host is `vault`. That a registry
 * takes one address and one more for each region it is in is unconfirmed, and so is its zone in China. Queues and tables
 * are needed for batch endpoints and parallel run steps, `dfs` for accounts with a hierarchical namespace.
 *
 * The records of a monitor scope go to the zone of blobs too, which the storage account already has: a network sees one
 * zone of a name. That it takes 11 addresses is from "Design your Azure Monitor private link setup" (unconfirmed: only
 * that it takes more than five was found again). China has no private link to Azure Monitor in the list.
 */
export const subResources = {
  workspace: {
    groupId: 'amlworkspace',
    target: 'Microsoft.MachineLearningServices/workspaces',
    addresses: 3,
    zones: {
      AzurePublic: ['privatelink.api.azureml.ms', 'privatelink.notebooks.azure.net'],
      AzureGovernment: ['privatelink.api.ml.azure.us', 'privatelink.notebooks.usgovcloudapi.net'],
      AzureChina: ['privatelink.api.ml.azure.cn', 'privatelink.notebooks.chinacloudapi.cn'],
    },
  },
  blob: {
    groupId: 'blob',
    target: storage,
    addresses: 1,
    zones: {
      AzurePublic: ['privatelink.blob.core.windows.net'],
      AzureGovernment: ['privatelink.blob.core.usgovcloudapi.net'],
      AzureChina: ['privatelink.blob.core.chinacloudapi.cn'],
    },
  },
  file: {
    groupId: 'file',
    target: storage,
    addresses: 1,
    zones: {
      AzurePublic: ['privatelink.file.core.windows.net'],
      AzureGovernment: ['privatelink.file.core.usgovcloudapi.net'],
      AzureChina: ['privatelink.file.core.chinacloudapi.cn'],
    },
  },
  queue: {
    groupId: 'queue',
    target: storage,
    addresses: 1,
    zones: {
      AzurePublic: ['privatelink.queue.core.windows.net'],
      AzureGovernment: ['privatelink.queue.core.usgovcloudapi.net'],
      AzureChina: ['privatelink.queue.core.chinacloudapi.cn'],
    },
  },
  table: {
    groupId: 'table',
    target: storage,
    addresses: 1,
    zones: {
      AzurePublic: ['privatelink.table.core.windows.net'],
      AzureGovernment: ['privatelink.table.core.usgovcloudapi.net'],
      AzureChina: ['privatelink.table.core.chinacloudapi.cn'],
    },
  },
  dfs: {
    groupId: 'dfs',
    target: storage,
    addresses: 1,
    zones: {
      AzurePublic: ['privatelink.dfs.core.windows.net'],
      AzureGovernment: ['privatelink.dfs.core.usgovcloudapi.net'],
      AzureChina: ['privatelink.dfs.core.chinacloudapi.cn'],
    },
  },
  vault: {
    groupId: 'vault',
    target: 'Microsoft.KeyVault/vaults',
    addresses: 1,
    zones: {
      AzurePublic: ['privatelink.vaultcore.azure.net'],
      AzureGovernment: ['privatelink.vaultcore.usgovcloudapi.net'],
      AzureChina: ['privatelink.vaultcore.azure.cn'],
    },
  },
  registry: {
    groupId: 'registry',
    target: 'Microsoft.ContainerRegistry/registries',
    addresses: 2,
    zones: {
      AzurePublic: ['privatelink.azurecr.io'],
      AzureGovernment: ['privatelink.azurecr.us'],
      AzureChina: ['privatelink.azurecr.cn'],
    },
  },
  monitor: {
    groupId: 'azuremonitor',
    target: 'Microsoft.Insights/privateLinkScopes',
    addresses: 11,
    zones: {
      AzurePublic: [
        'privatelink.monitor.azure.com',
        'privatelink.oms.opinsights.azure.com',
        'privatelink.ods.opinsights.azure.com',
        'privatelink.agentsvc.azure-automation.net',
        'privatelink.blob.core.windows.net',
      ],
      // One more, `privatelink.adx.monitor.azure.us`, is listed. A zone group holds five, and by its name that one is
      // for queries across Azure Data Explorer (unconfirmed).
      AzureGovernment: [
        'privatelink.monitor.azure.us',
        'privatelink.oms.opinsights.azure.us',
        'privatelink.ods.opinsights.azure.us',
        'privatelink.agentsvc.azure-automation.us',
        'privatelink.blob.core.usgovcloudapi.net',
      ],
      AzureChina: [],
    },
  },
} as const satisfies Record<string, SubResource>
