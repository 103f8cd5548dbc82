import type { Cloud } from '../arm/cloud-of.ts'

/** Something of Microsoft's that a node must reach before it is a node. */
export interface Need {
  readonly tag: string
  readonly protocol: 'Tcp' | 'Udp'
  readonly ports: readonly number[]
  /** Where a rule by name does as well: each of these must be open. */
  readonly hosts: readonly string[]
}

const names: Readonly<
  Record<Cloud, { signIn: string; arm: string; api: string; tundra: string; batch: string; storage: string }>
> = {
  public: {
    signIn: 'login.microsoftonline.com',
    arm: 'management.azure.com',
    api: 'api.azureml.ms',
    tundra: 'tundra.azureml.ms',
    batch: 'service.batch.azure.com',
    storage: 'core.windows.net',
  },
  government: {
    signIn: 'login.microsoftonline.us',
    arm: 'management.usgovcloudapi.net',
    api: 'api.ml.azure.us',
    tundra: 'tundra.azureml.us',
    // The pages name no host of Batch outside the public cloud; this is the suffix of its accounts there (unconfirmed).
    batch: 'service.batch.usgovcloudapi.net',
    storage: 'core.usgovcloudapi.net',
  },
  china: {
    signIn: 'login.chinacloudapi.cn',
    arm: 'management.chinacloudapi.cn',
    api: 'api.ml.azure.cn',
    tundra: 'tundra.azureml.cn',
    batch: 'service.batch.chinacloudapi.cn',
    storage: 'core.chinacloudapi.cn',
  },
}

/**
 * What the nodes of clusters and instances need of the public side. Left out is what the pages ask for other ends than the
 * start: the studio's entry and AzureMonitor, the ports 8787 and 18881 for RStudio and IntelliSense, and port 80 of the
 * sign-in. Azure ML's own storage has unknown names, so one stands for them.
 * Source: "Configure inbound and outbound network traffic", "Secure an Azure Machine Learning training environment".
 */
export function computeNeeds(region: string, cloud: Cloud, isInstance: boolean): Need[] {
  const { signIn, arm, api, tundra, batch, storage } = names[cloud]
  const web = (tag: string, ...hosts: string[]): Need => ({ tag, protocol: 'Tcp', ports: [443], hosts })
  const images = ['mcr.microsoft.com', `${region}.data.mcr.microsoft.com`]
  return [
    web('AzureActiveDirectory', signIn),
    web('AzureMachineLearning', `${region}.${api}`),
    // Only instances are told over it when to start and stop.
    ...(isInstance
      ? [{ tag: 'AzureMachineLearning', protocol: 'Udp', ports: [5831], hosts: [`${region}.${tundra}`] } as const]
      : []),
    web(`BatchNodeManagement.${region}`, `${region}.${batch}`),
    web('AzureResourceManager', arm),
    web(`Storage.${region}`, ...['blob', 'queue', 'table'].map((service) => `azuremlstore.${service}.${storage}`)),
    web('MicrosoftContainerRegistry', ...images),
    web('AzureFrontDoor.FirstParty', ...images),
  ]
}
