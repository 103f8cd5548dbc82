import { type firewallPolicy, ruleCollectionGroup } from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'
import type { FirewallRules } from './firewall-rules.ts'
import { allowHosts, allowServiceTags } from './rules.ts'

/** Where our groups begin in a policy of our own, and by default in somebody else's. */
const firstPriority = { own: 200, existing: 4000 }

/**
 * One group of rules in a policy. Services and hosts are two collections, because a collection holds one type of rule;
 * they are in one group, because the groups of a policy are written one after another and the firewall waits for the last.
 */
export function ruleGroup(
  site: Site,
  policy: Declaration<typeof firewallPolicy>,
  { key, name, order, from, services, hosts }: FirewallRules,
) {
  const isGuest = site.choices.egress === 'existingAzureFirewall'
  const first = isGuest ? (site.request.egress?.rulePriority ?? firstPriority.existing) : firstPriority.own
  const priority = first + order
  const collection = (name: string, after: number) => ({
    name,
    priority: priority + after,
    from: site.range(from).addressPrefix,
    region: site.region,
  })
  return declare(ruleCollectionGroup, {
    key: `firewall/${key}`,
    phase: 'firewall',
    parent: policy,
    name: isGuest ? site.names.guest(name) : name,
    exclusive: [policy.id],
    isGuest,
    body: {
      properties: {
        priority,
        ruleCollections: [
          ...(services.length === 0 ? [] : [allowServiceTags(collection('services', 10), services)]),
          ...(hosts.length === 0 ? [] : [allowHosts(collection('hosts', 20), hosts)]),
        ],
      },
    },
  })
}
