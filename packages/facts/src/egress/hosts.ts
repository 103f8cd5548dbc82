import type { Cloud } from '../cloud.ts'

/** Hosts that are reached over HTTP or HTTPS, for an application rule of a firewall. */
export interface HostRule {
  /** Usable as the name of a rule. */
  readonly name: string
  /** Full names, or with `*.` in front for all below. `{region}` stands for the region where a list says so. */
  readonly hosts: readonly string[]
  /** 80 means HTTP, 443 HTTPS. */
  readonly ports: readonly (80 | 443)[]
  readonly why: string
}

const microsoftImages: HostRule = {
  name: 'microsoft-images',
  hosts: ['mcr.microsoft.com', '*.data.mcr.microsoft.com'],
  ports: [443],
  why: "Microsoft's container images.",
}

/**
 * What a workspace and its compute reach by name. Not in this list, on purpose:
 * - the workspace's own storage account, because its names resolve to private endpoints and never meet the firewall;
 * - `*.instances.azureml.ms`, `*.tundra.*` and `*.batch.azure.com`, because they use ports of which an application rule
 *   knows nothing. A network rule cannot hold a name with a wildcard; the service tags of Azure ML and Batch stand for
 *   the same addresses.
 *
 * Source: "Configure inbound and outbound network traffic" of the Azure Machine Learning documentation. It prints no
 * ports for the monitoring hosts; 443 is assumed (unconfirmed). It lists those and the hosts of automated ML for the
 * public cloud only: in the others the service tag of Azure Monitor opens the way, and images of automated ML have none.
 */
export const azureMlHosts: Readonly<Record<Cloud, readonly HostRule[]>> = {
  AzurePublic: [
    { name: 'entra-id', hosts: ['login.microsoftonline.com'], ports: [80, 443], why: 'Sign-in.' },
    { name: 'arm', hosts: ['management.azure.com'], ports: [443], why: 'Azure Resource Manager.' },
    { name: 'studio', hosts: ['ml.azure.com'], ports: [443], why: 'The studio.' },
    {
      name: 'azure-ml-api',
      hosts: ['*.azureml.ms', '*.azureml.net', '*.modelmanagement.azureml.net'],
      ports: [443],
      why: 'The Azure ML API and model management.',
    },
    {
      name: 'notebooks',
      hosts: ['*.notebooks.azure.net', '*.aznbcontent.net', 'graph.microsoft.com'],
      ports: [443],
      why: 'Notebooks in the studio.',
    },
    {
      name: 'automated-ml',
      hosts: ['automlresources-prod.azureedge.net', 'aka.ms'],
      ports: [443],
      why: 'Automated ML for text and images.',
    },
    {
      name: 'compute',
      hosts: ['graph.windows.net', '*.instances.azureml.net'],
      ports: [443],
      why: 'Compute clusters and instances.',
    },
    {
      name: 'microsoft-storage',
      hosts: ['*.blob.core.windows.net', '*.table.core.windows.net', '*.queue.core.windows.net'],
      ports: [443],
      why: "Azure ML's and Batch's own storage accounts, whose names are not known.",
    },
    microsoftImages,
    {
      name: 'monitoring',
      hosts: [
        'dc.applicationinsights.azure.com',
        'dc.applicationinsights.microsoft.com',
        'dc.services.visualstudio.com',
        '*.in.applicationinsights.azure.com',
      ],
      ports: [443],
      why: 'Telemetry to Application Insights.',
    },
  ],
  AzureGovernment: [
    { name: 'entra-id', hosts: ['login.microsoftonline.us'], ports: [80, 443], why: 'Sign-in.' },
    {
      name: 'arm',
      hosts: ['management.azure.us', 'management.usgovcloudapi.net'],
      ports: [443],
      why: 'Azure Resource Manager and the portal.',
    },
    { name: 'studio', hosts: ['ml.azure.us'], ports: [443], why: 'The studio.' },
    {
      name: 'azure-ml-api',
      hosts: ['*.ml.azure.us', '*.modelmanagement.azureml.us'],
      ports: [443],
      why: 'The Azure ML API and model management.',
    },
    {
      name: 'notebooks',
      hosts: ['*.notebooks.usgovcloudapi.net', '*.aznbcontent.net', 'graph.microsoft.us'],
      ports: [443],
      why: 'Notebooks in the studio.',
    },
    {
      name: 'compute',
      hosts: ['graph.windows.net', '*.instances.azureml.us'],
      ports: [443],
      why: 'Compute clusters and instances.',
    },
    {
      name: 'microsoft-storage',
      hosts: ['*.blob.core.usgovcloudapi.net', '*.table.core.usgovcloudapi.net', '*.queue.core.usgovcloudapi.net'],
      ports: [443],
      why: "Azure ML's and Batch's own storage accounts, whose names are not known.",
    },
    microsoftImages,
  ],
  AzureChina: [
    { name: 'entra-id', hosts: ['login.chinacloudapi.cn'], ports: [80, 443], why: 'Sign-in.' },
    {
      name: 'arm',
      hosts: ['management.azure.cn', 'management.chinacloudapi.cn'],
      ports: [443],
      why: 'Azure Resource Manager and the portal.',
    },
    { name: 'studio', hosts: ['studio.ml.azure.cn'], ports: [443], why: 'The studio.' },
    {
      name: 'azure-ml-api',
      hosts: ['*.ml.azure.cn', '*.azureml.cn', '*.modelmanagement.ml.azure.cn'],
      ports: [443],
      why: 'The Azure ML API and model management.',
    },
    {
      name: 'notebooks',
      hosts: ['*.notebooks.chinacloudapi.cn', '*.aznbcontent.net'],
      ports: [443],
      why: 'Notebooks in the studio.',
    },
    {
      name: 'compute',
      hosts: ['graph.chinacloudapi.cn', '*.instances.azureml.cn'],
      ports: [443],
      why: 'Compute clusters and instances.',
    },
    {
      name: 'microsoft-storage',
      hosts: ['*.blob.core.chinacloudapi.cn', '*.table.core.chinacloudapi.cn', '*.queue.core.chinacloudapi.cn'],
      ports: [443],
      why: "Azure ML's and Batch's own storage accounts, whose names are not known.",
    },
    microsoftImages,
  ],
}

const batchKeyVault = (host: string): HostRule => ({
  name: 'batch-key-vault',
  hosts: [host],
  ports: [443],
  why: 'The key vault of the Batch back end, for high-business-impact workspaces.',
})

/** For workspaces with the high-business-impact flag. Source: the same page. */
export const highBusinessImpactHosts: Readonly<Record<Cloud, HostRule>> = {
  AzurePublic: batchKeyVault('*.vault.azure.net'),
  AzureGovernment: batchKeyVault('*.vault.usgovcloudapi.net'),
  AzureChina: batchKeyVault('*.vault.azure.cn'),
}
