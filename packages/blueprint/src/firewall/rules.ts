import { type BodyOf, type HostRule, inRegion, type ruleCollectionGroup, type ServiceTagRule } from '@palisade/facts'

/** A list of firewall rules of one type with one action, as Azure wants it. */
export type RuleCollection = BodyOf<typeof ruleCollectionGroup>['properties']['ruleCollections'][number]

/** What all rules of a collection have in common. */
interface Collection {
  readonly name: string
  readonly priority: number
  /** The range that the traffic comes from. */
  readonly from: string
  readonly region: string
}

const ipProtocols = { Tcp: 'TCP', Udp: 'UDP', '*': 'Any' } as const

/** Allows to reach services of Azure by their tags. */
export function allowServiceTags(collection: Collection, tags: readonly ServiceTagRule[]): RuleCollection {
  return {
    ruleCollectionType: 'FirewallPolicyFilterRuleCollection',
    name: collection.name,
    priority: collection.priority,
    action: { type: 'Allow' },
    rules: tags.map((rule) => ({
      ruleType: 'NetworkRule',
      name: rule.name,
      description: rule.why,
      ipProtocols: [ipProtocols[rule.protocol]],
      sourceAddresses: [collection.from],
      destinationAddresses: [inRegion(rule.tag, collection.region)],
      destinationPorts: [...rule.ports],
    })),
  }
}

/** Allows to reach hosts by their names. */
export function allowHosts(collection: Collection, rules: readonly HostRule[]): RuleCollection {
  return {
    ruleCollectionType: 'FirewallPolicyFilterRuleCollection',
    name: collection.name,
    priority: collection.priority,
    action: { type: 'Allow' },
    rules: rules.map((rule) => ({
      ruleType: 'ApplicationRule',
      name: rule.name,
      description: rule.why,
      protocols: rule.ports.map((port) => ({ protocolType: port === 80 ? 'Http' : 'Https', port })),
      sourceAddresses: [collection.from],
      targetFqdns: rule.hosts.map((host) => inRegion(host, collection.region)),
    })),
  }
}
