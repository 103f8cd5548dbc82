import type { WorkspaceRequest } from '@palisade/contract'
import fc from 'fast-check'
import { anyId, anySubscription, type Ground } from './ground.ts'

type Rule = NonNullable<WorkspaceRequest['outboundRules']>[number]

/** Rules of what a managed network lets out. With the isolation `internet`, private endpoints only. */
export const anyOutboundRules = (ground: Ground, isolation: 'internet' | 'approvedOnly') => {
  const name = fc.oneof(
    { arbitrary: fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9_-]{2,32}$/), weight: 4 },
    { arbitrary: fc.constantFrom('pypi', 'provision', 'Provision'), weight: 1 },
  )
  const target = (type: string, ...names: [string, ...string[]]) =>
    anyId(type, anySubscription(ground), fc.constantFrom(...names))
  const privateEndpoint = fc.record({
    name,
    privateEndpoint: fc.oneof(
      fc.record({
        resourceId: target('Microsoft.Storage/storageAccounts', 'teamdata', 'lake2'),
        subresource: fc.constantFrom('blob', 'dfs'),
      }),
      fc.record({ resourceId: target('Microsoft.Sql/servers', 'sql-team'), subresource: fc.constant('sqlServer') }),
      fc.record({ resourceId: target('Microsoft.KeyVault/vaults', 'kv-team'), subresource: fc.constant('vault') }),
    ),
  })
  const host = fc.record({ name, fqdn: fc.constantFrom('pypi.org', '*.pythonhosted.org', 'Data.Example.com') })
  const serviceTag = fc.record({
    name,
    serviceTag: fc.record({
      tag: fc.constantFrom('DataFactory', 'Sql.WestEurope'),
      protocol: fc.constantFrom('TCP' as const, 'UDP' as const, 'ICMP' as const, '*' as const),
      ports: fc.constantFrom('443', '80, 443', '8000-9000'),
    }),
  })
  const rule: fc.Arbitrary<Rule> =
    isolation === 'internet' ? privateEndpoint : fc.oneof(host, serviceTag, privateEndpoint)
  return fc.uniqueArray(rule, { maxLength: 4, comparator: isSame })
}

/** Names differ, and there is one private endpoint to each part of a resource. */
function isSame(one: Rule, other: Rule): boolean {
  const target = ({ privateEndpoint: to }: Rule) =>
    to === undefined ? undefined : `${to.resourceId} ${to.subresource}`
  const [first, second] = [one, other].map((rule) => target(rule)?.toLowerCase())
  return one.name.toLowerCase() === other.name.toLowerCase() || (first !== undefined && first === second)
}
