import { natGateway as natGatewayType, type publicIpAddress, type resourceGroup } from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'

/** A way out without a filter by host: what leaves is limited by the security groups alone. */
export function natGateway(
  site: Site,
  group: Declaration<typeof resourceGroup>,
  publicIp: Declaration<typeof publicIpAddress>,
) {
  return declare(natGatewayType, {
    key: 'firewall/nat-gateway',
    phase: 'firewall',
    parent: group,
    name: site.names.natGateway,
    body: {
      location: site.region,
      tags: site.tags,
      sku: { name: 'Standard' },
      properties: { idleTimeoutInMinutes: 4, publicIpAddresses: [{ id: publicIp.ref }] },
    },
  })
}
