import { subnet, type virtualNetwork } from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'

/** Azure finds the place of its firewall by the subnet's name, and accepts neither a security group nor our route here. */
export function firewallSubnet(site: Site, network: Declaration<typeof virtualNetwork>) {
  return declare(subnet, {
    key: 'network/firewall-subnet',
    phase: 'network',
    parent: network,
    name: 'AzureFirewallSubnet',
    exclusive: [network.id],
    body: { properties: { addressPrefix: site.range('firewall').addressPrefix } },
  })
}
