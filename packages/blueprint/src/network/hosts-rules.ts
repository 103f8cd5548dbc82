import { jumpBoxRules, jumpBoxServiceTagsIn, networkSecurityGroup, type resourceGroup } from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'
import { allowedOut } from './allowed-out.ts'
import { neededSubnets } from './needed-subnets.ts'
import { allowOutTo, denyTheRest, directedRule } from './security-rules.ts'
import type { WayOut } from './way-out.ts'

/** Who may reach the jump box, and what it may reach: Bastion in; the studio and what sign-in needs out. */
export function hostsRules(site: Site, group: Declaration<typeof resourceGroup>, wayOut: WayOut) {
  // Somebody else's Bastion is in a network that ours is peered with, in a subnet that we do not know.
  const bastionSubnet = neededSubnets(site).includes('bastion') ? site.range('bastion').addressPrefix : 'VirtualNetwork'
  return declare(networkSecurityGroup, {
    key: 'network/hosts-rules',
    phase: 'network',
    parent: group,
    name: site.names.rules('hosts'),
    body: {
      location: site.region,
      tags: site.tags,
      properties: {
        securityRules: [
          ...jumpBoxRules.map((rule, index) => directedRule(rule, 100 + 10 * index, { bastionSubnet })),
          denyTheRest('Inbound'),
          ...jumpBoxServiceTagsIn(site.cloud).map((rule, index) => allowOutTo(rule, site.region, 110 + 10 * index)),
          ...allowedOut(site, wayOut),
          denyTheRest('Outbound'),
        ],
      },
    },
  })
}
