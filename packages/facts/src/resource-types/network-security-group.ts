import { Type } from 'typebox'
import { networkName } from './names.ts'
import { closed, Tags } from './parts.ts'
import { resourceType } from './resource-type.ts'

/** Azure wants "all ports" in the singular property and a list in the plural one; a rule has one of the two. */
const SecurityRule = Type.Object(
  {
    name: Type.String(),
    properties: Type.Object(
      {
        description: Type.String({ maxLength: 140 }),
        direction: Type.Union([Type.Literal('Inbound'), Type.Literal('Outbound')]),
        access: Type.Union([Type.Literal('Allow'), Type.Literal('Deny')]),
        priority: Type.Integer({ minimum: 100, maximum: 4096 }),
        protocol: Type.Union([Type.Literal('Tcp'), Type.Literal('Udp'), Type.Literal('*')]),
        sourceAddressPrefix: Type.String(),
        sourcePortRange: Type.String(),
        destinationAddressPrefix: Type.String(),
        destinationPortRange: Type.Optional(Type.String()),
        destinationPortRanges: Type.Optional(Type.Array(Type.String())),
      },
      closed,
    ),
  },
  closed,
)

export const networkSecurityGroup = resourceType({
  type: 'Microsoft.Network/networkSecurityGroups',
  body: Type.Object(
    {
      location: Type.String(),
      tags: Tags,
      properties: Type.Object({ securityRules: Type.Array(SecurityRule) }, closed),
    },
    closed,
  ),
  outputs: [],
  hasTags: true,
  name: networkName(80),
  seconds: { create: 3, remove: 11 },
})
