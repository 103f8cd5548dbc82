import { Type } from 'typebox'
import { networkName } from './names.ts'
import { closed } from './parts.ts'
import { resourceType } from './resource-type.ts'

/** A child of a private endpoint: keeps its addresses as A records in the zones. One group holds all zones. */
export const privateDnsZoneGroup = resourceType({
  type: 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups',
  body: Type.Object(
    {
      properties: Type.Object(
        {
          privateDnsZoneConfigs: Type.Array(
            Type.Object(
              {
                name: Type.String(),
                properties: Type.Object({ privateDnsZoneId: Type.String() }, closed),
              },
              closed,
            ),
            { minItems: 1, maxItems: 5 },
          ),
        },
        closed,
      ),
    },
    closed,
  ),
  outputs: [],
  hasTags: false,
  name: networkName(80),
  seconds: { create: 20, remove: 20 },
})
