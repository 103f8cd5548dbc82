import { Type } from 'typebox'
import { networkName } from './names.ts'
import { closed, Tags } from './parts.ts'
import { resourceType } from './resource-type.ts'

export const publicIpAddress = resourceType({
  type: 'Microsoft.Network/publicIPAddresses',
  body: Type.Object(
    {
      location: Type.String(),
      tags: Tags,
      sku: Type.Object({ name: Type.Literal('Standard') }, closed),
      properties: Type.Object(
        {
          publicIPAllocationMethod: Type.Literal('Static'),
          publicIPAddressVersion: Type.Literal('IPv4'),
        },
        closed,
      ),
    },
    closed,
  ),
  outputs: ['ipAddress'],
  hasTags: true,
  name: networkName(80),
  seconds: { create: 4, remove: 11 },
})
