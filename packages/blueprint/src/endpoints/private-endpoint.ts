import {
  privateEndpoint as privateEndpointType,
  type resourceGroup,
  type SubResource,
  type subnet as subnetType,
} from '@palisade/facts'
import { type Declaration, declare, type Earlier } from '../declare.ts'
import type { Site } from '../site.ts'

/**
 * Gives a resource an address inside the network. Azure refuses two endpoints to one target at the same time, so those
 * of the storage account are made one after another.
 */
export function privateEndpoint(
  site: Site,
  group: Declaration<typeof resourceGroup>,
  subnet: Declaration<typeof subnetType>,
  name: string,
  part: SubResource,
  target: Declaration,
  after: readonly Earlier[] = [],
) {
  return declare(privateEndpointType, {
    key: `endpoints/${name}`,
    phase: 'endpoints',
    parent: group,
    name: site.names.endpoint(name),
    after,
    exclusive: [target.id],
    body: {
      location: site.region,
      tags: site.tags,
      properties: {
        subnet: { id: subnet.ref },
        privateLinkServiceConnections: [
          {
            name: site.names.endpoint(name),
            properties: { privateLinkServiceId: target.ref, groupIds: [part.groupId] },
          },
        ],
      },
    },
  })
}
