import {
  azureMlServiceTags,
  highBusinessImpactVault,
  networkSecurityGroup,
  privateEndpointPorts,
  type resourceGroup,
  storageOverSmb,
  vsCodeServer,
} from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'
import { allowOutTo, denyTheRest, type SecurityRule } from './security-rules.ts'

/** What compute may send and receive. Nothing comes in from outside: the compute has no public address. */
export function trainingRules(site: Site, group: Declaration<typeof resourceGroup>) {
  return declare(networkSecurityGroup, {
    key: 'network/training-rules',
    phase: 'network',
    parent: group,
    name: site.names.trainingRules,
    body: {
      location: site.region,
      tags: site.tags,
      properties: {
        securityRules: [...inbound(site), denyTheRest('Inbound'), ...outbound(site), denyTheRest('Outbound')],
      },
    },
  })
}

/** These two are what our deny rule would take away from Azure's default rules and compute cannot do without. */
function inbound(site: Site): SecurityRule[] {
  return [
    betweenNodes('Inbound', 100, site),
    {
      name: 'AllowHealthProbesIn',
      properties: {
        description: "The probes of the load balancer behind Azure ML's private link to the nodes.",
        direction: 'Inbound',
        access: 'Allow',
        priority: 110,
        protocol: '*',
        sourceAddressPrefix: 'AzureLoadBalancer',
        sourcePortRange: '*',
        destinationAddressPrefix: '*',
        destinationPortRange: '*',
      },
    },
  ]
}

function outbound(site: Site): SecurityRule[] {
  const tags = [...azureMlServiceTags, storageOverSmb, highBusinessImpactVault]
  if (site.request.egress?.allow?.includes('vscode')) tags.push(vsCodeServer)
  return [
    betweenNodes('Outbound', 100, site),
    ...tags.map((rule, index) => allowOutTo(rule, site.region, 110 + 10 * index)),
    allowOutTo(
      {
        name: 'AllowEndpoints',
        tag: site.addresses.endpoints.addressPrefix,
        protocol: 'Tcp',
        ports: privateEndpointPorts,
        why: 'The private endpoints.',
      },
      site.region,
      300,
    ),
    // A virtual network with a DNS server of its own asks that one, and security groups do apply to it.
    allowOutTo(
      {
        name: 'AllowDns',
        tag: site.addresses.firewall.addressPrefix,
        protocol: '*',
        ports: ['53'],
        why: 'The firewall answers the DNS questions of the network.',
      },
      site.region,
      310,
    ),
    // A security group sees the final destination and knows no host names. The route table leaves no way out but the
    // firewall, and there each host name is either allowed or not.
    allowOutTo(
      {
        name: 'AllowHttpsThroughFirewall',
        tag: 'Internet',
        protocol: 'Tcp',
        ports: ['443'],
        why: 'The route leads to the firewall, which allows hosts by name.',
      },
      site.region,
      320,
    ),
  ]
}

function betweenNodes(direction: 'Inbound' | 'Outbound', priority: number, site: Site): SecurityRule {
  return {
    name: direction === 'Inbound' ? 'AllowNodesIn' : 'AllowNodesOut',
    properties: {
      description: 'The nodes of a distributed job talk to one another on any port.',
      direction,
      access: 'Allow',
      priority,
      protocol: '*',
      sourceAddressPrefix: site.addresses.training.addressPrefix,
      sourcePortRange: '*',
      destinationAddressPrefix: site.addresses.training.addressPrefix,
      destinationPortRange: '*',
    },
  }
}
