import type { Cloud } from '../cloud.ts'
import type { HostRule } from './hosts.ts'

/**
 * What a private AKS cluster with the Azure ML extension reaches by name; `{region}` stands for the region. Not in this
 * list, on purpose:
 * - the API server (`*.hcp.*`, `*.tun.*`), which a private cluster reaches at its endpoint;
 * - the workspace, its storage and its registry, whose names resolve to private endpoints;
 * - patches from Ubuntu's archives, which the page calls optional: nodes get them with new node images;
 * - what nodes with GPUs download their drivers from: scoring on GPUs in a cluster would need those hosts as well.
 *
 * `azure-ml-logs` may be left out where data could leave that way; Microsoft then cannot help to diagnose an error.
 *
 * Source: "Outbound network and FQDN rules for AKS clusters" with its part on cluster extensions, and "Configure inbound
 * and outbound network traffic", Kubernetes compute. `packages.aks.azure.com` is newer than that page: the scripts that
 * provision nodes ask it first and `acs-mirror.azureedge.net` after. The second page gives the hosts of Azure ML for the
 * public cloud only: in the others they are those that it lists for the API there, and logs go to the same services under
 * the cloud's own suffix (unconfirmed). The host of extensions in China is from "Azure Arc-enabled Kubernetes network
 * requirements", because the page on AKS leaves it out.
 */
export const kubernetesHosts: Readonly<Record<Cloud, readonly HostRule[]>> = {
  AzurePublic: [
    entraId('login.microsoftonline.com'),
    resourceManager('management.azure.com'),
    ...images(),
    nodeBinaries('acs-mirror.azureedge.net', 'packages.aks.azure.com'),
    extensions(
      '{region}.dp.kubernetesconfiguration.azure.com',
      'arcmktplaceprod.azurecr.io',
      '*.ingestion.msftcloudes.com',
      '*.microsoftmetrics.com',
      'marketplaceapi.microsoft.com',
    ),
    azureMlApi('{region}.experiments.azureml.net', '{region}.api.azureml.ms'),
    azureMlLogs('*.kusto.windows.net', '*.table.core.windows.net', '*.queue.core.windows.net'),
  ],
  AzureGovernment: [
    entraId('login.microsoftonline.us'),
    resourceManager('management.usgovcloudapi.net'),
    ...images(),
    nodeBinaries('acs-mirror.azureedge.net'),
    extensions('{region}.dp.kubernetesconfiguration.azure.us'),
    azureMlApi('*.ml.azure.us'),
    azureMlLogs('*.kusto.usgovcloudapi.net', '*.table.core.usgovcloudapi.net', '*.queue.core.usgovcloudapi.net'),
  ],
  AzureChina: [
    entraId('login.chinacloudapi.cn'),
    resourceManager('management.chinacloudapi.cn'),
    ...images(),
    nodeBinaries('*.azk8s.cn'),
    extensions('{region}.dp.kubernetesconfiguration.azure.cn'),
    azureMlApi('*.ml.azure.cn', '*.azureml.cn'),
    azureMlLogs('*.kusto.chinacloudapi.cn', '*.table.core.chinacloudapi.cn', '*.queue.core.chinacloudapi.cn'),
  ],
}

/** What a cluster that also trains reaches besides, in every cloud. Source: the second of these pages. */
export const kubernetesTrainingHosts: readonly HostRule[] = [
  { name: 'python-index', hosts: ['pypi.org'], ports: [443], why: 'Packages of the environment of a job.' },
  {
    name: 'ubuntu-archives',
    hosts: ['archive.ubuntu.com', 'security.ubuntu.com', 'ppa.launchpad.net'],
    ports: [80],
    why: 'Security patches in the environment of a job.',
  },
]

function entraId(...hosts: string[]): HostRule {
  return { name: 'entra-id', hosts, ports: [443], why: 'Sign-in.' }
}

function resourceManager(...hosts: string[]): HostRule {
  return { name: 'arm', hosts, ports: [443], why: 'Kubernetes manages disks and load balancers.' }
}

function images(): HostRule[] {
  return [
    {
      name: 'microsoft-images',
      hosts: ['mcr.microsoft.com', '*.data.mcr.microsoft.com'],
      ports: [443],
      why: "Microsoft's container images.",
    },
    {
      name: 'node-packages',
      hosts: ['packages.microsoft.com'],
      ports: [443],
      why: 'Packages of the nodes.',
    },
  ]
}

function nodeBinaries(...hosts: string[]): HostRule {
  return { name: 'node-binaries', hosts, ports: [443], why: 'Binaries of Kubernetes and its network.' }
}

function extensions(...hosts: string[]): HostRule {
  return { name: 'cluster-extensions', hosts, ports: [443], why: 'The agents that install extensions.' }
}

function azureMlApi(...hosts: string[]): HostRule {
  return { name: 'azure-ml-api', hosts, ports: [443], why: 'The Azure ML API of the region.' }
}

function azureMlLogs(...hosts: string[]): HostRule {
  return { name: 'azure-ml-logs', hosts, ports: [443], why: 'Logs of the Azure ML extension.' }
}
