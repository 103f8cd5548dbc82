import { Type } from 'typebox'
import { networkName } from './names.ts'
import { closed, ResourceId, Tags } from './parts.ts'
import { resourceType } from './resource-type.ts'

/** Those of private endpoints are made by Azure; this is one that a machine gets. It has no public address. */
export const networkInterface = resourceType({
  type: 'Microsoft.Network/networkInterfaces',
  body: Type.Object(
    {
      location: Type.String(),
      tags: Tags,
      properties: Type.Object(
        {
          enableAcceleratedNetworking: Type.Optional(Type.Boolean()),
          ipConfigurations: Type.Array(
            Type.Object(
              {
                name: Type.String(),
                properties: Type.Object(
                  {
                    primary: Type.Literal(true),
                    subnet: ResourceId,
                    privateIPAllocationMethod: Type.Literal('Dynamic'),
                  },
                  closed,
                ),
              },
              closed,
            ),
            { minItems: 1, maxItems: 1 },
          ),
          networkSecurityGroup: Type.Optional(ResourceId),
        },
        closed,
      ),
    },
    closed,
  ),
  outputs: ['privateIp'],
  hasTags: true,
  name: networkName(80),
  seconds: { create: 3, remove: 11 },
})
