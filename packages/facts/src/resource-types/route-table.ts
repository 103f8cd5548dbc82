import { Type } from 'typebox'
import { networkName } from './names.ts'
import { closed, Tags } from './parts.ts'
import { resourceType } from './resource-type.ts'

export const routeTable = resourceType({
  type: 'Microsoft.Network/routeTables',
  body: Type.Object(
    {
      location: Type.String(),
      tags: Tags,
      properties: Type.Object(
        {
          disableBgpRoutePropagation: Type.Boolean(),
          routes: Type.Array(
            Type.Object(
              {
                name: Type.String(),
                properties: Type.Object(
                  {
                    addressPrefix: Type.String(),
                    nextHopType: Type.Union([Type.Literal('VirtualAppliance'), Type.Literal('Internet')]),
                    nextHopIpAddress: Type.Optional(Type.String()),
                  },
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
  outputs: [],
  hasTags: true,
  name: networkName(80),
  seconds: { create: 3, remove: 11 },
})
