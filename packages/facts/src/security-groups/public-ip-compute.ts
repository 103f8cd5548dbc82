import type { DirectedRule } from './directed-rule.ts'

/**
 * How Azure ML reaches compute that has a public IP; compute without one needs nothing inbound. Source: "Secure an Azure
 * Machine Learning training environment with virtual networks". Older pages also ask for `BatchNodeManagement` on
 * 29876-29877; the current ones do not.
 */
export const publicIpComputeInbound: DirectedRule = {
  name: 'AllowAzureMlIn',
  direction: 'Inbound',
  source: 'AzureMachineLearning',
  destination: 'VirtualNetwork',
  protocol: 'Tcp',
  ports: ['44224'],
  why: 'Azure ML manages compute that has a public address through this port.',
}

/**
 * Answers to Azure ML must leave by the public IP that was asked. A default route to a firewall would send them another
 * way and the firewall would drop them, so this route goes beside it. Azure takes a service tag in place of a range.
 * Source: the same page.
 */
export const publicIpComputeRoute = {
  name: 'azure-ml',
  addressPrefix: 'AzureMachineLearning',
  nextHopType: 'Internet',
} as const
