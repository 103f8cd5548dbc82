import type { Cloud } from '../cloud.ts'
import type { HostRule } from './hosts.ts'
import { type ServiceTagRule, serviceTagsIn } from './service-tags.ts'

/**
 * What a browser in the network needs for the studio, beside the private endpoints. Source: "Use Azure Machine Learning
 * studio in an Azure virtual network", which names the front door only; that people sign in and that the studio asks the
 * resource manager is said on the page about firewalls.
 */
const jumpBoxServiceTags: readonly ServiceTagRule[] = [
  {
    name: 'AllowFrontDoorFrontEnd',
    tag: 'AzureFrontDoor.FrontEnd',
    protocol: 'Tcp',
    ports: ['443'],
    why: 'The entry of the studio.',
  },
  { name: 'AllowEntraId', tag: 'AzureActiveDirectory', protocol: 'Tcp', ports: ['443'], why: 'Sign-in.' },
  { name: 'AllowArm', tag: 'AzureResourceManager', protocol: 'Tcp', ports: ['443'], why: 'Azure Resource Manager.' },
]

/** What a jump box reaches by service tag in a cloud, all of it over 443. */
export function jumpBoxServiceTagsIn(cloud: Cloud): readonly ServiceTagRule[] {
  return serviceTagsIn(cloud, jumpBoxServiceTags)
}

/**
 * What signing in to a Linux machine with Entra ID needs, also to install the extension for it. The instance metadata
 * service at 169.254.169.254 never leaves the host and needs no rule. Source: "Sign in to a Linux virtual machine in
 * Azure by using Microsoft Entra ID and OpenSSH".
 */
export const jumpBoxHosts: Readonly<Record<Cloud, readonly HostRule[]>> = {
  AzurePublic: [entraLogin('login.microsoftonline.com', 'pas.windows.net'), packages()],
  AzureGovernment: [entraLogin('login.microsoftonline.us', 'pasff.usgovcloudapi.net'), packages()],
  AzureChina: [entraLogin('login.chinacloudapi.cn', 'pas.chinacloudapi.cn'), packages()],
}

function entraLogin(...hosts: string[]): HostRule {
  return { name: 'machine-login', hosts, ports: [443], why: 'Sign-in to the machine, and who may.' }
}

function packages(): HostRule {
  return {
    name: 'machine-packages',
    hosts: ['packages.microsoft.com'],
    ports: [443],
    why: 'The packages of the sign-in extension.',
  }
}
