import { Type } from 'typebox'
import { firewallPolicyName } from './firewall-policy-name.ts'
import { closed, Tags } from './parts.ts'
import { resourceType } from './resource-type.ts'

export const firewallPolicy = resourceType({
  type: 'Microsoft.Network/firewallPolicies',
  body: Type.Object(
    {
      location: Type.String(),
      tags: Tags,
      properties: Type.Object(
        {
          sku: Type.Object({ tier: Type.Literal('Standard') }, closed),
          threatIntelMode: Type.Literal('Deny'),
          dnsSettings: Type.Object({ enableProxy: Type.Boolean() }, closed),
        },
        closed,
      ),
    },
    closed,
  ),
  outputs: [],
  hasTags: true,
  name: firewallPolicyName,
  seconds: { create: 5, remove: 15 },
})
