import { keyOf } from '../arm/resource-id.ts'
import { read } from '../json/read.ts'
import { hasServiceEndpoint } from '../network/traffic/next-hop.ts'
import type { Resource } from '../state/resource.ts'

/** Whether nobody at all is let in at the public address of a resource. */
export function isClosedToAll(target: Resource): boolean {
  return read.text(target.body, 'properties', 'publicNetworkAccess')?.toLowerCase() === 'disabled'
}

/** Why a resource does not let a subnet in at its public address; nothing, when it does. */
export function whyClosed(target: Resource, subnet: Resource, tag: string): string | undefined {
  const properties = read.object(target.body, 'properties')
  if (isClosedToAll(target)) return 'its public network access is disabled'
  const rules =
    properties.networkRuleSet === undefined
      ? read.object(properties, 'networkAcls')
      : read.object(properties, 'networkRuleSet')
  if (read.text(rules, 'defaultAction')?.toLowerCase() !== 'deny') return undefined
  const isNamed = read
    .list(rules, 'virtualNetworkRules')
    .some((rule) => keyOf(read.text(rule, 'id') ?? '') === subnet.key)
  if (isNamed && hasServiceEndpoint(subnet, tag)) return undefined
  // Which public address a machine comes from is not known here, so a resource that admits some is believed to admit it.
  // Storage does not look at addresses of its own region at all.
  const isStorage = target.type === 'Microsoft.Storage/storageAccounts'
  return !isStorage && read.list(rules, 'ipRules').length > 0
    ? undefined
    : `its network rules deny the subnet ${subnet.id}`
}
