import { Type } from 'typebox'
import { networkName } from './names.ts'
import { closed, ResourceId, Tags } from './parts.ts'
import { resourceType } from './resource-type.ts'

/** Stands in the subnet that is named AzureBastionSubnet and lets people in without a public address on any machine. */
export const bastionHost = resourceType({
  type: 'Microsoft.Network/bastionHosts',
  body: Type.Object(
    {
      location: Type.String(),
      tags: Tags,
      // The smallest tier that knows tunnels: people come with their own SSH client.
      sku: Type.Object({ name: Type.Literal('Standard') }, closed),
      properties: Type.Object(
        {
          enableTunneling: Type.Literal(true),
          disableCopyPaste: Type.Optional(Type.Boolean()),
          ipConfigurations: Type.Array(
            Type.Object(
              {
                name: Type.String(),
                properties: Type.Object(
                  {
                    subnet: ResourceId,
                    publicIPAddress: ResourceId,
                    privateIPAllocationMethod: Type.Literal('Dynamic'),
                  },
                  closed,
                ),
              },
              closed,
            ),
            { minItems: 1, maxItems: 1 },
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
  seconds: { create: 420, remove: 420 },
})
