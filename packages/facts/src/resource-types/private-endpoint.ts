import { Type } from 'typebox'
import { networkName } from './names.ts'
import { closed, ResourceId, Tags } from './parts.ts'
import { resourceType } from './resource-type.ts'

export const privateEndpoint = resourceType({
  type: 'Microsoft.Network/privateEndpoints',
  body: Type.Object(
    {
      location: Type.String(),
      tags: Tags,
      properties: Type.Object(
        {
          subnet: ResourceId,
          privateLinkServiceConnections: Type.Array(
            Type.Object(
              {
                name: Type.String(),
                properties: Type.Object(
                  { privateLinkServiceId: Type.String(), groupIds: Type.Array(Type.String()) },
                  closed,
                ),
              },
              closed,
            ),
          ),
        },
        closed,
      ),
    },
    closed,
  ),
  // JSON text: `[{ host, addresses }]`, sorted by host, for people who keep DNS themselves.
  outputs: ['hostRecords'],
  hasTags: true,
  // Not in the table of name rules; 2 to 64 is the stricter of the two lengths that are seen (unconfirmed).
  name: networkName(64, 2),
  seconds: { create: 75, remove: 45 },
})
