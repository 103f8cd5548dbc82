import { keyOf } from '../../arm/resource-id.ts'
import type { Json, JsonObject } from '../../json/json.ts'
import { read } from '../../json/read.ts'
import type { Resource } from '../../state/resource.ts'
import type { World } from '../../state/world.ts'
import { coversPort, coversSource, coversTarget } from './covers.ts'
import { isDnsProxy, policyOf } from './dns-proxy.ts'
import type { Flow } from './flow.ts'

/** Rules of one sort that allow or deny together. */
interface Collection {
  readonly isAllowed: boolean
  readonly rules: readonly Json[]
}

/**
 * Whether a firewall lets traffic through. All its network rules come before all its application rules, and in each sort the
 * rules of a base policy before those of its child, then groups and collections by priority. What no rule means is denied.
 * Source: "Azure Firewall rule processing logic".
 */
export function letsThrough(firewall: Resource, flow: Flow, world: World): boolean {
  const knowsNames = isDnsProxy(firewall, world)
  for (const { isAllowed, rules } of collectionsOf(firewall, 'network', world)) {
    if (rules.some((rule) => isNetworkMatch(rule, flow, isAllowed, knowsNames, world))) return isAllowed
  }
  for (const { isAllowed, rules } of collectionsOf(firewall, 'application', world)) {
    if (rules.some((rule) => isApplicationMatch(rule, flow, isAllowed, world))) return isAllowed
  }
  return false
}

function collectionsOf(firewall: Resource, sort: 'network' | 'application', world: World): Collection[] {
  const policy = policyOf(firewall, world)
  // A firewall has a policy or rules of its own, which are written as its own collections.
  const collections =
    policy === undefined
      ? byPriority(read.list(firewall.body, 'properties', `${sort}RuleCollections`)).map((collection) =>
          read.object(collection, 'properties'),
        )
      : groupsOf(policy, world).flatMap((group) => byPriority(read.list(group.body, 'properties', 'ruleCollections')))
  return collections.map((collection) => ({
    isAllowed: read.text(collection, 'action', 'type')?.toLowerCase() === 'allow',
    rules: read
      .list(collection, 'rules')
      .filter((rule) => (read.text(rule, 'ruleType') ?? `${sort}Rule`).toLowerCase() === `${sort}rule`),
  }))
}

function groupsOf(policy: Resource, world: World): Resource[] {
  const base = world.get(keyOf(read.text(policy.body, 'properties', 'basePolicy', 'id') ?? ''))
  const own = world
    .children(policy.key, 'Microsoft.Network/firewallPolicies/ruleCollectionGroups')
    // A group that could not be made has no effect; one that could not be changed keeps the effect that it had.
    .filter((group) => group.internal.isUnmade !== true)
    .sort((a, b) => priorityOf(a.body.properties) - priorityOf(b.body.properties))
  return [...(base === undefined || base.key === policy.key ? [] : groupsOf(base, world)), ...own]
}

function byPriority(list: Json[]): Json[] {
  const of = (item: Json): number => Math.min(priorityOf(item), priorityOf(read.at(item, 'properties')))
  return list.toSorted((a, b) => of(a) - of(b))
}

function priorityOf(item: Json | undefined): number {
  return read.number(item, 'priority') ?? 65_001
}

function isNetworkMatch(rule: Json, flow: Flow, isAllowed: boolean, knowsNames: boolean, world: World): boolean {
  const protocols = [...read.texts(rule, 'ipProtocols'), ...read.texts(rule, 'protocols')].map((name) =>
    name.toLowerCase(),
  )
  const to = flow.to
  return (
    (protocols.includes('any') || protocols.includes(flow.protocol.toLowerCase())) &&
    read.texts(rule, 'destinationPorts').some((range) => coversPort(range, flow.port)) &&
    isFrom(rule, flow, isAllowed, world) &&
    (addressesOf(rule, 'destination', world).some((prefix) => coversTarget(prefix, to)) ||
      // A firewall learns the addresses of a name only from the questions that it answers itself.
      (knowsNames &&
        'host' in to &&
        read.texts(rule, 'destinationFqdns').some((name) => name.toLowerCase() === to.host)))
  )
}

function isApplicationMatch(rule: Json, flow: Flow, isAllowed: boolean, world: World): boolean {
  const to = flow.to
  if (flow.protocol !== 'Tcp' || !('host' in to)) return false
  return (
    read.list(rule, 'protocols').some((protocol) => read.number(protocol, 'port') === flow.port) &&
    isFrom(rule, flow, isAllowed, world) &&
    read.texts(rule, 'targetFqdns').some((name) => isNameOf(name.toLowerCase(), to.host))
  )
}

function isNameOf(pattern: string, host: string): boolean {
  if (pattern === '*' || pattern === host) return true
  return pattern.startsWith('*') && host.endsWith(pattern.slice(1))
}

function isFrom(rule: Json, flow: Flow, isAllowed: boolean, world: World): boolean {
  return addressesOf(rule, 'source', world).some((prefix) => coversSource(prefix, flow, isAllowed))
}

/** The addresses that a rule names, itself or by groups of them. */
function addressesOf(rule: Json, side: 'source' | 'destination', world: World): string[] {
  const groups: (JsonObject | undefined)[] = read.texts(rule, `${side}IpGroups`).map((id) => world.get(keyOf(id))?.body)
  return [
    ...read.texts(rule, `${side}Addresses`),
    ...groups.flatMap((group) => read.texts(group, 'properties', 'ipAddresses')),
  ]
}
