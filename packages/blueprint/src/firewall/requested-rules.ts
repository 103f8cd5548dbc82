import { egressSets } from '@palisade/contract'
import { type firewallPolicy, hostSets, ruleCollectionGroup, vsCodeServer } from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'
import { allowHosts, allowServiceTags } from './rules.ts'

/** What the request opens by name. In the order of the catalogue and not of the request, which means nothing. */
export function requestedRules(site: Site, policy: Declaration<typeof firewallPolicy>) {
  const sets = egressSets.filter((name) => site.request.egress?.allow?.includes(name))
  if (sets.length === 0) return undefined
  const hosts = allowHosts(
    site,
    'hosts',
    320,
    sets.map((name) => ({ name, hosts: hostSets[name], ports: [443], why: 'Opened by the request.' })),
  )
  return declare(ruleCollectionGroup, {
    key: 'firewall/requested-rules',
    phase: 'firewall',
    parent: policy,
    name: 'requested',
    exclusive: [policy.id],
    body: {
      properties: {
        priority: 300,
        ruleCollections: sets.includes('vscode')
          ? [allowServiceTags(site, 'services', 310, [vsCodeServer]), hosts]
          : [hosts],
      },
    },
  })
}
