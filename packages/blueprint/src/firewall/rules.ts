import { type BodyOf, type HostRule, inRegion, type ruleCollectionGroup, type ServiceTagRule } from '@palisade/facts'
import type { Site } from '../site.ts'

/** A list of firewall rules of one type with one action, as Azure wants it. */
export type RuleCollection = BodyOf<typeof ruleCollectionGroup>['properties']['ruleCollections'][number]

const ipProtocols = { Tcp: 'TCP', Udp: 'UDP', '*': 'Any' } as const

/** Allows compute to reach services of Azure by their tags. */
export function allowServiceTags(
  site: Site,
  name: string,
  priority: number,
  tags: readonly ServiceTagRule[],
): RuleCollection {
  return {
    ruleCollectionType: 'FirewallPolicyFilterRuleCollection',
    name,
    priority,
    action: { type: 'Allow' },
    rules: tags.map((rule) => ({
      ruleType: 'NetworkRule',
      name: rule.name,
      description: rule.why,
      ipProtocols: [ipProtocols[rule.protocol]],
      sourceAddresses: [site.addresses.training.addressPrefix],
      destinationAddresses: [inRegion(rule.tag, site.region)],
      destinationPorts: [...rule.ports],
    })),
  }
}

/** Allows compute to reach hosts by their names. */
export function allowHosts(site: Site, name: string, priority: number, rules: readonly HostRule[]): RuleCollection {
  return {
    ruleCollectionType: 'FirewallPolicyFilterRuleCollection',
    name,
    priority,
    action: { type: 'Allow' },
    rules: rules.map((rule) => ({
      ruleType: 'ApplicationRule',
      name: rule.name,
      description: rule.why,
      protocols: rule.ports.map((port) => ({ protocolType: port === 80 ? 'Http' : 'Https', port })),
      sourceAddresses: [site.addresses.training.addressPrefix],
      targetFqdns: [...rule.hosts],
    })),
  }
}
