import type { Cloud } from '../cloud.ts'

/** Traffic to a service of Azure, by the tag that stands for the addresses of that service. */
export interface ServiceTagRule {
  /** Usable as the name of a rule. */
  readonly name: string
  /** The service tag; `{region}` stands for the region. */
  readonly tag: string
  readonly protocol: 'Tcp' | 'Udp' | '*'
  readonly ports: readonly string[]
  readonly why: string
}

/** Logs and metrics. Not needed where Azure Monitor is reached through a private link scope. Source: as below. */
export const monitorServiceTag: ServiceTagRule = {
  name: 'AllowMonitor',
  tag: 'AzureMonitor',
  protocol: 'Tcp',
  ports: ['443'],
  why: 'Logs and metrics.',
}

/**
 * What compute has to reach, with or without a public IP. A security group and a firewall both need all of them. Not
 * every cloud has every tag: `azureMlServiceTagsIn` gives those of one.
 *
 * Source: "Configure inbound and outbound network traffic" and "Secure an Azure Machine Learning training environment
 * with virtual networks" of the Azure Machine Learning documentation. The first prints `Frontdoor.FirstParty` once; the
 * tag is `AzureFrontDoor.FirstParty`. The first implies TCP for Batch, the second says any protocol.
 */
export const azureMlServiceTags: readonly ServiceTagRule[] = [
  { name: 'AllowEntraId', tag: 'AzureActiveDirectory', protocol: 'Tcp', ports: ['80', '443'], why: 'Sign-in.' },
  {
    name: 'AllowAzureMl',
    tag: 'AzureMachineLearning',
    protocol: 'Tcp',
    ports: ['443', '8787', '18881'],
    why: 'The Azure ML service; 8787 for RStudio, 18881 for code completion in notebooks.',
  },
  {
    name: 'AllowAzureMlUdp',
    tag: 'AzureMachineLearning',
    protocol: 'Udp',
    ports: ['5831'],
    why: 'Creates, updates and deletes compute instances.',
  },
  {
    name: 'AllowBatch',
    tag: 'BatchNodeManagement.{region}',
    protocol: '*',
    ports: ['443'],
    why: 'The Azure Batch back end that clusters run on.',
  },
  { name: 'AllowArm', tag: 'AzureResourceManager', protocol: 'Tcp', ports: ['443'], why: 'Azure Resource Manager.' },
  {
    name: 'AllowStorage',
    tag: 'Storage.{region}',
    protocol: 'Tcp',
    ports: ['443'],
    why: "Azure ML's and Batch's own storage accounts.",
  },
  {
    name: 'AllowFrontDoorFrontEnd',
    tag: 'AzureFrontDoor.FrontEnd',
    protocol: 'Tcp',
    ports: ['443'],
    why: 'The entry of the studio, and images of automated ML.',
  },
  {
    name: 'AllowMicrosoftImages',
    tag: 'MicrosoftContainerRegistry',
    protocol: 'Tcp',
    ports: ['443'],
    why: "Microsoft's container images.",
  },
  {
    name: 'AllowFrontDoorFirstParty',
    tag: 'AzureFrontDoor.FirstParty',
    protocol: 'Tcp',
    ports: ['443'],
    why: "Microsoft's container images are served from here.",
  },
  monitorServiceTag,
]

/**
 * Tags that a cloud does not have; a rule that names one is refused. Source: "Configure inbound and outbound network
 * traffic", in the row of that tag.
 */
const missingTags: Readonly<Record<Cloud, readonly string[]>> = {
  AzurePublic: [],
  AzureGovernment: [],
  AzureChina: ['AzureFrontDoor.FrontEnd'],
}

/** Those of the rules whose tag a cloud has. */
export function serviceTagsIn(cloud: Cloud, rules: readonly ServiceTagRule[]): readonly ServiceTagRule[] {
  return rules.filter(({ tag }) => !missingTags[cloud].includes(tag))
}

/** What compute has to reach in a cloud. */
export function azureMlServiceTagsIn(cloud: Cloud): readonly ServiceTagRule[] {
  return serviceTagsIn(cloud, azureMlServiceTags)
}

/**
 * Compute creation checks for SMB to storage by its tag, also where the file share has a private endpoint.
 * Source: "Configure inbound and outbound network traffic", the case of storage behind a firewall.
 */
export const storageOverSmb: ServiceTagRule = {
  name: 'AllowStorageSmb',
  tag: 'Storage.{region}',
  protocol: 'Tcp',
  ports: ['445'],
  why: 'Mounts file shares; Azure ML checks for it when it makes compute.',
}

/**
 * A workspace with the high-business-impact flag encrypts its Batch pools with keys from a vault of Microsoft's.
 * Source: "Configure inbound and outbound network traffic", which writes `Keyvault.<region>`.
 */
export const highBusinessImpactVault: ServiceTagRule = {
  name: 'AllowBatchKeyVault',
  tag: 'AzureKeyVault.{region}',
  protocol: 'Tcp',
  ports: ['443'],
  why: 'The key vault of the Batch back end, for high-business-impact workspaces.',
}

/**
 * The VS Code server picks a free port of these. Source: "Configure inbound and outbound network traffic", which names
 * no destination; the tag of Azure ML is the narrowest that can be meant (unconfirmed).
 */
export const vsCodeServer: ServiceTagRule = {
  name: 'AllowVsCodeServer',
  tag: 'AzureMachineLearning',
  protocol: 'Tcp',
  ports: ['8704-8710'],
  why: 'The VS Code server on compute instances.',
}

/** What a client of the private endpoints uses: HTTPS, and SMB for the file share. */
export const privateEndpointPorts: readonly string[] = ['443', '445']
