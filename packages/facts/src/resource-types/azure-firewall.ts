import { Type } from 'typebox'
import { networkName } from './names.ts'
import { closed, ResourceId, Tags } from './parts.ts'
import { resourceType } from './resource-type.ts'

export const azureFirewall = resourceType({
  type: 'Microsoft.Network/azureFirewalls',
  body: Type.Object(
    {
      location: Type.String(),
      tags: Tags,
      properties: Type.Object(
        {
          sku: Type.Object({ name: Type.Literal('AZFW_VNet'), tier: Type.Literal('Standard') }, closed),
          ipConfigurations: Type.Array(
            Type.Object(
              {
                name: Type.String(),
                properties: Type.Object({ subnet: ResourceId, publicIPAddress: ResourceId }, closed),
              },
              closed,
            ),
          ),
          firewallPolicy: ResourceId,
        },
        closed,
      ),
    },
    closed,
  ),
  /** Only that it is there, and has an address. */
  requirement: Type.Object({}, closed),
  outputs: ['privateIp'],
  hasTags: true,
  // azureFirewall.json of azure-rest-api-specs says 56, the table of name rules 80: the smaller one is safe.
  name: networkName(56),
  seconds: { create: 420, remove: 420 },
})
