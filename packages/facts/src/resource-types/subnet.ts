import { Type } from 'typebox'
import { networkName } from './names.ts'
import { closed, ResourceId } from './parts.ts'
import { resourceType } from './resource-type.ts'

const ServiceEndpoint = Type.Object(
  { service: Type.Union([Type.Literal('Microsoft.Storage'), Type.Literal('Microsoft.KeyVault')]) },
  closed,
)

/** What a subnet may be connected to, and how private endpoints in it are treated: ours or somebody else's subnet. */
const connections = {
  networkSecurityGroup: Type.Optional(ResourceId),
  routeTable: Type.Optional(ResourceId),
  natGateway: Type.Optional(ResourceId),
  serviceEndpoints: Type.Optional(Type.Array(ServiceEndpoint)),
  privateEndpointNetworkPolicies: Type.Optional(Type.Literal('Disabled')),
  privateLinkServiceNetworkPolicies: Type.Optional(Type.Literal('Disabled')),
}

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
          ...connections,
        },
        closed,
      ),
    },
    closed,
  ),
  // Service endpoints are added to those that are there.
  amendment: Type.Object({ properties: Type.Object(connections, closed) }, closed),
  requirement: Type.Object(
    {
      addressPrefix: Type.Optional(Type.String()),
      privateEndpointNetworkPolicies: Type.Optional(Type.Literal('Disabled')),
      privateLinkServiceNetworkPolicies: Type.Optional(Type.Literal('Disabled')),
      serviceEndpoints: Type.Optional(Type.Array(Type.String())),
      isUndelegated: Type.Optional(Type.Literal(true)),
      hasRouteTable: Type.Optional(Type.Literal(true)),
    },
    closed,
  ),
  outputs: ['addressPrefix'],
  hasTags: false,
  name: networkName(80),
  seconds: { create: 5, amend: 5, remove: 11 },
})
