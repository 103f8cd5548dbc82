import { type privateDnsZone, type virtualNetwork, virtualNetworkLink } from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'
import { shortName } from './private-zone.ts'

/** Makes the network see a zone. Without it the names lead to public addresses, which are closed. */
export function zoneLink(
  site: Site,
  zone: Declaration<typeof privateDnsZone>,
  network: Declaration<typeof virtualNetwork>,
) {
  // In a zone of a hub, many workspaces have their links beside each other.
  const isOurs = zone.declared.action === 'make'
  return declare(virtualNetworkLink, {
    key: `dns/${shortName(zone.declared.name)}-link`,
    phase: 'dns',
    parent: zone,
    name: isOurs ? site.names.virtualNetworkLink : site.names.guest('link'),
    body: {
      location: 'global',
      tags: site.tags,
      properties: { virtualNetwork: { id: network.ref }, registrationEnabled: false },
    },
  })
}
