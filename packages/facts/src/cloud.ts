/** The clouds of Azure whose facts are written down here. They differ in host names, not in structure. */
export type Cloud = 'AzurePublic' | 'AzureGovernment' | 'AzureChina'

/** What a cloud calls its own. */
export interface CloudHosts {
  /** Below the name of a storage account and of one of its services: `{account}.blob.{storageSuffix}`. */
  readonly storageSuffix: string
  /** Below the name of a vault. The private zone is another one: see `subResources.vault`. */
  readonly vaultSuffix: string
  /** Below the name of a compute instance and its region. Clients reach it through the workspace's own endpoint. */
  readonly instancesSuffix: string
  /** Where people open the workspace. */
  readonly studioHost: string
  readonly portalHost: string
}

/**
 * The hosts that the blueprint names itself. Source: "Configure inbound and outbound network traffic" of the Azure Machine
 * Learning documentation and "Azure Private Endpoint private DNS zone values".
 */
export const cloudHosts: Readonly<Record<Cloud, CloudHosts>> = {
  AzurePublic: {
    storageSuffix: 'core.windows.net',
    vaultSuffix: 'vault.azure.net',
    instancesSuffix: 'instances.azureml.ms',
    studioHost: 'ml.azure.com',
    portalHost: 'portal.azure.com',
  },
  AzureGovernment: {
    storageSuffix: 'core.usgovcloudapi.net',
    vaultSuffix: 'vault.usgovcloudapi.net',
    instancesSuffix: 'instances.azureml.us',
    studioHost: 'ml.azure.us',
    portalHost: 'portal.azure.us',
  },
  AzureChina: {
    storageSuffix: 'core.chinacloudapi.cn',
    vaultSuffix: 'vault.azure.cn',
    instancesSuffix: 'instances.azureml.cn',
    studioHost: 'studio.ml.azure.cn',
    portalHost: 'portal.azure.cn',
  },
}

/** The cloud that a region belongs to: a region's name says it, and no region is in two clouds. */
export function cloudOfRegion(region: string): Cloud {
  const name = region.toLowerCase()
  if (name.startsWith('usgov') || name.startsWith('usdod')) return 'AzureGovernment'
  if (name.startsWith('china')) return 'AzureChina'
  return 'AzurePublic'
}
