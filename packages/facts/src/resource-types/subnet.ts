import { Type } from 'typebox'
import { networkName } from './names.ts'
import { closed, ResourceId } from './parts.ts'
import { resourceType } from './resource-type.ts'

/** A child of a virtual network: `name` in its id is the last part. */
export const subnet = resourceType({
  type: 'Microsoft.Network/virtualNetworks/subnets',
  body: Type.Object(
    {
      properties: Type.Object(
        {
          addressPrefix: Type.String(),
          /** False: no way out but the ones that are declared. */
          defaultOutboundAccess: Type.Optional(Type.Literal(false)),
          networkSecurityGroup: Type.Optional(ResourceId),
          routeTable: Type.Optional(ResourceId),
          privateEndpointNetworkPolicies: Type.Optional(Type.Literal('Disabled')),
          privateLinkServiceNetworkPolicies: Type.Optional(Type.Literal('Disabled')),
        },
        closed,
      ),
    },
    closed,
  ),
  outputs: [],
  hasTags: false,
  name: networkName(80),
  seconds: { create: 5, remove: 11 },
})
