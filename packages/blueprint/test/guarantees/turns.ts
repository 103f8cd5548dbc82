import type { Declared } from '@palisade/contract'
import { type Built, type Guarantee, ofKind } from './built.ts'
import { keyAt, listAt } from './json.ts'

/** What Azure refuses to do at the same time. */
export const turns: readonly Guarantee[] = [
  {
    name: 'two writes that Azure refuses to do at once take turns',
    violations: (built) =>
      built.resources
        .filter(({ action }) => action === 'make' || action === 'amend' || action === 'adjust')
        .flatMap((one) =>
          busyWith(built, one)
            .filter((id) => !one.exclusive.includes(id.toLowerCase()))
            .map((id) => `${one.key} takes no turn at ${id}`),
        ),
  },
]

/** The ids of what is written together with a resource. */
function busyWith(built: Built, one: Declared): string[] {
  const parent = (part: string) => one.id.split(`/${part}/`)[0] ?? ''
  if (one.action !== 'make') return one.kind.includes('/datastores') ? [parent('datastores')] : [networkOr(one)]
  switch (one.kind) {
    case 'Microsoft.Network/virtualNetworks/subnets':
      return [parent('subnets')]
    case 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings':
      return [parent('virtualNetworkPeerings')]
    case 'Microsoft.Network/firewallPolicies/ruleCollectionGroups':
      return [parent('ruleCollectionGroups')]
    case 'Microsoft.MachineLearningServices/workspaces/outboundRules':
      return [parent('outboundRules')]
    case 'Microsoft.Network/azureFirewalls':
      return ofKind(built, 'Microsoft.Network/firewallPolicies').map(({ id }) => id)
    case 'Microsoft.Network/privateEndpoints':
      return listAt(one.body, 'properties', 'privateLinkServiceConnections').map(
        (to) => built.byKey.get(keyAt(to, 'properties', 'privateLinkServiceId') ?? '')?.id ?? '',
      )
    default:
      return []
  }
}

/** A change of a subnet is one of its network. */
function networkOr({ id }: Declared): string {
  return id.split('/subnets/')[0] ?? id
}
