import { Type } from 'typebox'
import { networkName } from './names.ts'
import { closed, ResourceId, Tags } from './parts.ts'
import { resourceType } from './resource-type.ts'

/** A child of a private DNS zone: makes a virtual network see the zone. */
export const virtualNetworkLink = resourceType({
  type: 'Microsoft.Network/privateDnsZones/virtualNetworkLinks',
  body: Type.Object(
    {
      location: Type.Literal('global'),
      tags: Tags,
      properties: Type.Object({ virtualNetwork: ResourceId, registrationEnabled: Type.Literal(false) }, closed),
    },
    closed,
  ),
  outputs: [],
  hasTags: true,
  name: networkName(80),
  seconds: { create: 30, remove: 30 },
})
