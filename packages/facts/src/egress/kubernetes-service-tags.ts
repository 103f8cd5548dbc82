import type { ServiceTagRule } from './service-tags.ts'

/**
 * What the nodes of a private cluster reach by service tag. The way to a public API server, `AzureCloud.{region}` on
 * 443, 9000 and UDP 1194, is not among them: a private cluster does not need it. The page says so for the public cloud
 * only; that it holds in the others is unconfirmed.
 *
 * Source: "Secure an Azure Machine Learning inferencing environment with virtual networks" and "Outbound network and FQDN
 * rules for AKS clusters".
 */
export const kubernetesServiceTags: readonly ServiceTagRule[] = [
  { name: 'AllowEntraId', tag: 'AzureActiveDirectory', protocol: 'Tcp', ports: ['80', '443'], why: 'Sign-in.' },
  {
    name: 'AllowRegistry',
    tag: 'AzureContainerRegistry.{region}',
    protocol: 'Tcp',
    ports: ['443'],
    why: 'Images of models.',
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
]
