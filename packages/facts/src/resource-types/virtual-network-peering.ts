import { Type } from 'typebox'
import { networkName } from './names.ts'
import { closed, ResourceId } from './parts.ts'
import { resourceType } from './resource-type.ts'

/** A child of a virtual network: one of the two halves that join it to another. Traffic flows when both halves exist. */
export const virtualNetworkPeering = resourceType({
  type: 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings',
  body: Type.Object(
    {
      properties: Type.Object(
        {
          remoteVirtualNetwork: ResourceId,
          allowVirtualNetworkAccess: Type.Literal(true),
          allowForwardedTraffic: Type.Boolean(),
          allowGatewayTransit: Type.Boolean(),
          useRemoteGateways: Type.Boolean(),
        },
        closed,
      ),
    },
    closed,
  ),
  outputs: [],
  hasTags: false,
  name: networkName(80),
  seconds: { create: 12, remove: 12 },
})
