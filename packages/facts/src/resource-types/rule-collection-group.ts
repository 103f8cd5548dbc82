import { Type } from 'typebox'
import { firewallPolicyName } from './firewall-policy-name.ts'
import { closed } from './parts.ts'
import { resourceType } from './resource-type.ts'

const NetworkRule = Type.Object(
  {
    ruleType: Type.Literal('NetworkRule'),
    name: Type.String(),
    description: Type.Optional(Type.String()),
    ipProtocols: Type.Array(Type.Union([Type.Literal('TCP'), Type.Literal('UDP'), Type.Literal('Any')])),
    sourceAddresses: Type.Array(Type.String()),
    /** Addresses or service tags. */
    destinationAddresses: Type.Array(Type.String()),
    destinationPorts: Type.Array(Type.String()),
  },
  closed,
)

const ApplicationRule = Type.Object(
  {
    ruleType: Type.Literal('ApplicationRule'),
    name: Type.String(),
    description: Type.Optional(Type.String()),
    protocols: Type.Array(
      Type.Object(
        { protocolType: Type.Union([Type.Literal('Http'), Type.Literal('Https')]), port: Type.Integer() },
        closed,
      ),
    ),
    sourceAddresses: Type.Array(Type.String()),
    targetFqdns: Type.Array(Type.String()),
  },
  closed,
)

const RuleCollection = Type.Object(
  {
    ruleCollectionType: Type.Literal('FirewallPolicyFilterRuleCollection'),
    name: Type.String(),
    priority: Type.Integer({ minimum: 100, maximum: 65000 }),
    action: Type.Object({ type: Type.Literal('Allow') }, closed),
    rules: Type.Array(Type.Union([NetworkRule, ApplicationRule])),
  },
  closed,
)

/** A child of a firewall policy. A collection in it holds rules of one type only. */
export const ruleCollectionGroup = resourceType({
  type: 'Microsoft.Network/firewallPolicies/ruleCollectionGroups',
  body: Type.Object(
    {
      properties: Type.Object(
        {
          priority: Type.Integer({ minimum: 100, maximum: 65000 }),
          ruleCollections: Type.Array(RuleCollection),
        },
        closed,
      ),
    },
    closed,
  ),
  outputs: [],
  hasTags: false,
  name: firewallPolicyName,
  // While no firewall uses the policy; minutes afterwards.
  seconds: { create: 15, remove: 30 },
})
