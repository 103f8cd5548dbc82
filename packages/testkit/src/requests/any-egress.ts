import { egressSets, type WorkspaceRequest } from '@palisade/contract'
import fc from 'fast-check'
import { anyId, anySubscription, type Ground, nothing } from './ground.ts'
import { elsewhere } from './ranges.ts'

type Egress = NonNullable<WorkspaceRequest['egress']>

/** What the rest of the request leaves open about the way out. */
export interface EgressRules {
  readonly isExistingNetwork: boolean
  /** Something in the network needs a way out. */
  readonly isNeeded: boolean
  /** Where nothing is said there is a way out. */
  readonly isDefault: boolean
  readonly hasPublicCompute: boolean
}

/** Through what traffic leaves, and what is let out. */
export const anyEgress = (ground: Ground, rules: EgressRules): fc.Arbitrary<Pick<WorkspaceRequest, 'egress'>> => {
  const own = rules.isExistingNetwork ? [] : [withLists(fc.record({ mode: fc.constant('azureFirewall' as const) }))]
  const asked = fc.record({
    egress: fc.oneof(
      ...own,
      withLists(existingFirewall(ground)),
      withLists(fc.record({ mode: fc.constant('appliance' as const), nextHop: fc.constant(elsewhere.appliance) })),
      withLists(fc.record({ mode: fc.constant('natGateway' as const) })),
    ),
  })
  if (rules.isNeeded)
    return rules.isDefault ? fc.oneof({ arbitrary: nothing, weight: 1 }, { arbitrary: asked, weight: 6 }) : asked
  const mode = fc.record({ mode: fc.constant('none' as const) })
  const none = fc.record({ egress: rules.hasPublicCompute ? withLists(mode) : mode })
  return fc.oneof({ arbitrary: nothing, weight: 1 }, { arbitrary: none, weight: 2 }, { arbitrary: asked, weight: 2 })
}

const existingFirewall = (ground: Ground) => {
  const idOf = (type: string, ...names: [string, ...string[]]) =>
    anyId(type, anySubscription(ground), fc.constantFrom(...names))
  const policy = fc.record(
    {
      policyId: idOf('Microsoft.Network/firewallPolicies', 'afwp-hub', 'Policy_1'),
      rulePriority: fc.integer({ min: 100, max: 64000 }),
    },
    { requiredKeys: ['policyId'] },
  )
  return fc
    .record({
      mode: fc.constant('existingAzureFirewall' as const),
      firewallId: idOf('Microsoft.Network/azureFirewalls', 'afw-hub', 'Firewall_1'),
      policy: fc.option(policy, { nil: {} }),
    })
    .map(({ policy, ...firewall }) => ({ ...firewall, ...policy }))
}

const port = fc.integer({ min: 1, max: 65535 })

const lists = fc.record(
  {
    allow: fc.subarray([...egressSets]),
    allowHosts: fc.uniqueArray(
      fc.constantFrom('artifacts.example.com', '*.example.org', 'models.internal.example.net', 'X.Example.COM'),
    ),
    allowServiceTags: fc.uniqueArray(
      fc.record({
        tag: fc.constantFrom('Sql.WestEurope', 'AzureMonitor', 'EventHub'),
        protocol: fc.constantFrom('TCP' as const, 'UDP' as const),
        ports: fc.uniqueArray(
          fc.tuple(port, port).map(([a, b]) => (a === b ? `${a}` : `${Math.min(a, b)}-${Math.max(a, b)}`)),
          { minLength: 1, maxLength: 3 },
        ),
      }),
      { maxLength: 3, selector: (rule) => JSON.stringify(rule) },
    ),
    requiredRules: fc.constant(true),
  },
  { requiredKeys: [] },
)

function withLists<Mode extends Egress>(mode: fc.Arbitrary<Mode>): fc.Arbitrary<Egress> {
  return fc.tuple(mode, lists).map(([mode, lists]) => ({ ...mode, ...lists }))
}
