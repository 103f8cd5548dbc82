import { type privateDnsZone, type virtualNetwork, virtualNetworkLink } from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'

/** Makes the network see a zone. Without it the names lead to public addresses, which are closed. */
export function zoneLink(
  site: Site,
  zone: Declaration<typeof privateDnsZone>,
  network: Declaration<typeof virtualNetwork>,
) {
  return declare(virtualNetworkLink, {
    key: `${zone.key}-link`,
    phase: 'dns',
    parent: zone,
    name: site.names.virtualNetworkLink,
    body: {
      location: 'global',
      tags: site.tags,
      properties: { virtualNetwork: { id: network.ref }, registrationEnabled: false },
    },
  })
}
