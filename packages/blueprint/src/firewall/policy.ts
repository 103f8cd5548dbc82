import { firewallPolicy as firewallPolicyType, type resourceGroup } from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'

/** What the firewall does with traffic: nothing passes that no rule allows, and known bad hosts not even then. */
export function firewallPolicy(site: Site, group: Declaration<typeof resourceGroup>) {
  const id = `${group.id}/providers/${firewallPolicyType.type}/${site.names.firewallPolicy}`
  return declare(firewallPolicyType, {
    key: 'firewall/policy',
    phase: 'firewall',
    parent: group,
    name: site.names.firewallPolicy,
    exclusive: [id],
    body: {
      location: site.region,
      tags: site.tags,
      properties: { sku: { tier: 'Standard' }, threatIntelMode: 'Deny', dnsSettings: { enableProxy: true } },
    },
  })
}
