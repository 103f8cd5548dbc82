import { publicIpAddress, type resourceGroup } from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'

/** The only public address of a private workspace: what its outbound traffic is seen to come from. */
export function firewallPublicIp(site: Site, group: Declaration<typeof resourceGroup>) {
  return declare(publicIpAddress, {
    key: 'firewall/public-ip',
    phase: 'firewall',
    parent: group,
    name: site.names.firewallPublicIp,
    body: {
      location: site.region,
      tags: site.tags,
      sku: { name: 'Standard' },
      properties: { publicIPAllocationMethod: 'Static', publicIPAddressVersion: 'IPv4' },
    },
  })
}
