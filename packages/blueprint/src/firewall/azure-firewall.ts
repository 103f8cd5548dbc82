import {
  azureFirewall as azureFirewallType,
  type firewallPolicy,
  type publicIpAddress,
  type resourceGroup,
  type subnet,
} from '@palisade/facts'
import { type Declaration, declare, type Earlier } from '../declare.ts'
import type { Site } from '../site.ts'

/**
 * The only way out of the network, and what everything else waits for longest. It takes its policy with all rules in
 * it: a change of a policy that a firewall uses takes minutes, one of a policy on its own takes seconds.
 */
export function azureFirewall(
  site: Site,
  parts: {
    readonly group: Declaration<typeof resourceGroup>
    readonly subnet: Declaration<typeof subnet>
    readonly publicIp: Declaration<typeof publicIpAddress>
    readonly policy: Declaration<typeof firewallPolicy>
    readonly rules: readonly Earlier[]
  },
) {
  return declare(azureFirewallType, {
    key: 'firewall/azure-firewall',
    phase: 'firewall',
    parent: parts.group,
    name: site.names.firewall,
    after: parts.rules,
    exclusive: [parts.policy.id],
    body: {
      location: site.region,
      tags: site.tags,
      properties: {
        sku: { name: 'AZFW_VNet', tier: 'Standard' },
        ipConfigurations: [
          {
            name: 'egress',
            properties: { subnet: { id: parts.subnet.ref }, publicIPAddress: { id: parts.publicIp.ref } },
          },
        ],
        firewallPolicy: { id: parts.policy.ref },
      },
    },
  })
}
