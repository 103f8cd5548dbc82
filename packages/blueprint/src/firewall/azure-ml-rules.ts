import {
  azureMlHosts,
  azureMlServiceTags,
  type firewallPolicy,
  highBusinessImpactHosts,
  highBusinessImpactVault,
  ruleCollectionGroup,
  storageOverSmb,
} from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'
import { allowHosts, allowServiceTags } from './rules.ts'

/**
 * What Azure ML itself needs. Both collections are in one group, because the groups of a policy are written one after
 * another and the firewall waits for the last.
 *
 * The documentation lists some hosts with ports that are not HTTP's: compute instances, Batch, file shares. A network
 * rule cannot hold a name with a wildcard, and one with a plain name depends on when the firewall last resolved it. The
 * service tags of Azure ML, Batch and storage stand for the same addresses on the same ports.
 */
export function azureMlRules(site: Site, policy: Declaration<typeof firewallPolicy>) {
  return declare(ruleCollectionGroup, {
    key: 'firewall/azure-ml-rules',
    phase: 'firewall',
    parent: policy,
    name: 'azure-ml',
    exclusive: [policy.id],
    body: {
      properties: {
        priority: 200,
        ruleCollections: [
          allowServiceTags(site, 'services', 210, [...azureMlServiceTags, storageOverSmb, highBusinessImpactVault]),
          allowHosts(site, 'hosts', 220, [...azureMlHosts[site.cloud], highBusinessImpactHosts[site.cloud]]),
        ],
      },
    },
  })
}
