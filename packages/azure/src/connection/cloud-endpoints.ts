import type { Cloud } from '@palisade/facts'

/** Where a cloud answers. */
interface CloudEndpoints {
  /** Azure Resource Manager; tokens are asked for under the same name. */
  readonly endpoint: string
  /** Where tokens come from. */
  readonly authorityHost: string
}

/** Source: "National clouds" of the Microsoft Entra documentation, and the environments of the Azure SDKs. */
export const cloudEndpoints: Readonly<Record<Cloud, CloudEndpoints>> = {
  AzurePublic: { endpoint: 'https://management.azure.com', authorityHost: 'https://login.microsoftonline.com' },
  AzureGovernment: {
    endpoint: 'https://management.usgovcloudapi.net',
    authorityHost: 'https://login.microsoftonline.us',
  },
  AzureChina: { endpoint: 'https://management.chinacloudapi.cn', authorityHost: 'https://login.chinacloudapi.cn' },
}
