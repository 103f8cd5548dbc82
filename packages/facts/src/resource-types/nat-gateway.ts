import { Type } from 'typebox'
import { networkName } from './names.ts'
import { closed, ResourceId, Tags } from './parts.ts'
import { resourceType } from './resource-type.ts'

/** A way out for the subnets that point at it, from addresses that do not change. */
export const natGateway = resourceType({
  type: 'Microsoft.Network/natGateways',
  body: Type.Object(
    {
      location: Type.String(),
      tags: Tags,
      sku: Type.Object({ name: Type.Literal('Standard') }, closed),
      properties: Type.Object(
        {
          // Source: "Azure NAT Gateway resource": from 4, the default, to 120.
          idleTimeoutInMinutes: Type.Integer({ minimum: 4, maximum: 120 }),
          publicIpAddresses: Type.Array(ResourceId, { minItems: 1 }),
        },
        closed,
      ),
    },
    closed,
  ),
  outputs: [],
  hasTags: true,
  name: networkName(80),
  seconds: { create: 10, remove: 20 },
})
