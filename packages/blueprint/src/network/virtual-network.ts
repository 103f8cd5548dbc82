import { type resourceGroup, virtualNetwork as virtualNetworkType } from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'

/** The network itself. Azure allows one write at a time to it and all its subnets, so all of them name it exclusive. */
export function virtualNetwork(site: Site, group: Declaration<typeof resourceGroup>) {
  const id = `${group.id}/providers/${virtualNetworkType.type}/${site.names.virtualNetwork}`
  const dnsServers = requestedDnsServers(site)
  return declare(virtualNetworkType, {
    key: 'network/virtual-network',
    phase: 'network',
    parent: group,
    name: site.names.virtualNetwork,
    exclusive: [id],
    body: {
      location: site.region,
      tags: site.tags,
      properties: {
        addressSpace: { addressPrefixes: [addressSpaceOf(site)] },
        ...(dnsServers.length === 0 ? {} : { dhcpOptions: { dnsServers } }),
      },
    },
  })
}

/** The DNS servers that the request names. */
export function requestedDnsServers({ request }: Site): string[] {
  return [...(request.dns?.servers ?? request.network?.dnsServers ?? [])]
}

function addressSpaceOf({ request }: Site): string {
  if (request.network?.addressSpace === undefined) throw new RangeError('A network of its own needs an address space')
  return request.network.addressSpace
}
