import { type privateDnsZone, privateDnsZoneGroup, type privateEndpoint } from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import { shortName } from '../dns/private-zone.ts'

/**
 * Keeps the addresses of an endpoint as records in its zones. All zones go into one group: the workspace has two, and
 * with only one of them the API answers while notebooks do not.
 */
export function zoneGroup(
  endpoint: Declaration<typeof privateEndpoint>,
  zones: readonly Declaration<typeof privateDnsZone>[],
) {
  return declare(privateDnsZoneGroup, {
    key: `${endpoint.key}-records`,
    phase: 'endpoints',
    parent: endpoint,
    name: 'default',
    body: {
      properties: {
        privateDnsZoneConfigs: zones.map((zone) => ({
          name: shortName(zone.declared.name),
          properties: { privateDnsZoneId: zone.ref },
        })),
      },
    },
  })
}
