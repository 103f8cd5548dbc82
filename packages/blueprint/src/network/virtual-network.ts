import { type resourceGroup, virtualNetwork as virtualNetworkType } from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'

/** The network itself. Azure allows one write at a time to it and all its subnets, so all of them name it exclusive. */
export function virtualNetwork(site: Site, group: Declaration<typeof resourceGroup>) {
  const id = `${group.id}/providers/${virtualNetworkType.type}/${site.names.virtualNetwork}`
  return declare(virtualNetworkType, {
    key: 'network/virtual-network',
    phase: 'network',
    parent: group,
    name: site.names.virtualNetwork,
    exclusive: [id],
    body: {
      location: site.region,
      tags: site.tags,
      properties: { addressSpace: { addressPrefixes: [site.request.network.addressSpace] } },
    },
  })
}
