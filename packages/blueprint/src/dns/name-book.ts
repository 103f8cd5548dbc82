import {
  type privateDnsZone,
  privateDnsZoneGroup,
  type privateEndpoint,
  type resourceGroup,
  type virtualNetwork,
} from '@palisade/facts'
import type { Add } from '../collect.ts'
import { awaited, type Declaration } from '../declare.ts'
import { zoneGroup } from '../endpoints/zone-group.ts'
import type { Given } from '../ground/given.ts'
import type { Site } from '../site.ts'
import { type SubResourceName, zonesOf } from './needed-zones.ts'
import { privateZone } from './private-zone.ts'
import { zoneLink } from './zone-link.ts'

/** How long Azure Policy usually takes to see a new endpoint, in seconds. An estimate: 5 to 15 minutes. */
const policySeconds = 600

/** Keeps the names of private endpoints, in the way that the request chooses. */
export interface NameBook {
  /** Writes the names of an endpoint down, or waits until somebody else has. */
  enter(endpoint: Declaration<typeof privateEndpoint>, part: SubResourceName): void
  /** What whoever resolves these names has to wait for. */
  readonly ready: readonly Declaration[]
}

export function nameBook(
  site: Site,
  add: Add,
  ground: {
    readonly group: Declaration<typeof resourceGroup>
    readonly network: Declaration<typeof virtualNetwork>
    readonly given: Given
  },
): NameBook {
  const ready: Declaration[] = []
  const zones = new Map<string, Declaration<typeof privateDnsZone>>()

  // One network can be linked to one zone of a name, so a zone that two endpoints share is made and linked once.
  const zoneOf = (name: string) => {
    const known = zones.get(name)
    if (known !== undefined) return known
    const existing = ground.given.zones.get(name)
    const zone = existing ?? add(privateZone(site, ground.group, name))
    zones.set(name, zone)
    if (existing === undefined || site.request.dns?.linkZones !== false) {
      ready.push(add(zoneLink(site, zone, ground.network)))
    }
    return zone
  }

  return {
    ready,
    enter(endpoint, part) {
      switch (site.choices.dns) {
        case 'privateZones':
        case 'existingZones':
          ready.push(add(zoneGroup(endpoint, zonesOf(part, site).map(zoneOf))))
          return
        case 'policy':
          ready.push(add(policyZoneGroup(site, endpoint)))
          return
        case 'customServer':
          // The records are handed over to whoever runs the server.
          ready.push(endpoint)
          return
      }
    },
  }
}

/** The zone group that Azure Policy makes. Ours would be taken away by the policy, or would take its place. */
function policyZoneGroup(site: Site, endpoint: Declaration<typeof privateEndpoint>) {
  const name = site.request.dns?.zoneGroupName ?? 'deployedByPolicy'
  return awaited(privateDnsZoneGroup, {
    key: `${endpoint.key}-records`,
    phase: 'endpoints',
    id: `${endpoint.id}/privateDnsZoneGroups/${name}`,
    after: [endpoint],
    expectedSeconds: policySeconds,
  })
}
