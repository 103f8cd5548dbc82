import { egressSets } from '@palisade/contract'
import {
  azureMlHosts,
  azureMlServiceTagsIn,
  type HostRule,
  highBusinessImpactHosts,
  highBusinessImpactVault,
  hostSets,
  jumpBoxHosts,
  jumpBoxServiceTagsIn,
  kubernetesHosts,
  kubernetesServiceTags,
  type ServiceTagRule,
  storageOverSmb,
  vsCodeServer,
} from '@palisade/facts'
import type { SubnetUse } from '../address-plan/address-plan.ts'
import type { Site } from '../site.ts'
import { requestedServiceTags } from './requested-service-tags.ts'

/** Rules that belong together: who asks for them, from which subnet, and where in the order they stand. */
export interface FirewallRules {
  /** The name of the group in Azure; its key is `firewall/{key}`. */
  readonly key: string
  readonly name: string
  /** Added to the priority that all groups begin at. */
  readonly order: number
  readonly from: SubnetUse
  readonly services: readonly ServiceTagRule[]
  readonly hosts: readonly HostRule[]
}

/** What any firewall has to let out, whoever makes it: the one place that knows. */
export function firewallRules(site: Site): FirewallRules[] {
  return [azureMl(site), requested(site), kubernetes(site), jumpBox(site)].filter((rules) => rules !== undefined)
}

/**
 * What Azure ML itself needs.
 *
 * The documentation lists some hosts with ports that are not HTTP's: compute instances, Batch, file shares. A network
 * rule cannot hold a name with a wildcard, and one with a plain name depends on when the firewall last resolved it. The
 * service tags of Azure ML, Batch and storage stand for the same addresses on the same ports.
 */
function azureMl({ choices, cloud }: Site): FirewallRules {
  const isImpact = choices.isHighBusinessImpact
  return {
    key: 'azure-ml-rules',
    name: 'azure-ml',
    order: 0,
    from: 'training',
    services: [...azureMlServiceTagsIn(cloud), storageOverSmb, ...(isImpact ? [highBusinessImpactVault] : [])],
    hosts: [...azureMlHosts[cloud], ...(isImpact ? [highBusinessImpactHosts[cloud]] : [])],
  }
}

/** What the request opens. Sets in the order of the catalogue and not of the request, which means nothing. */
function requested(site: Site): FirewallRules | undefined {
  const { allow = [], allowHosts = [] } = site.request.egress ?? {}
  const why = 'Opened by the request.'
  const sets = egressSets.filter((name) => allow.includes(name))
  const hosts: HostRule[] = sets.map((name) => ({ name, hosts: hostSets[name], ports: [443], why }))
  if (allowHosts.length > 0) hosts.push({ name: 'own-hosts', hosts: allowHosts, ports: [443], why })
  const services = [...(sets.includes('vscode') ? [vsCodeServer] : []), ...requestedServiceTags(site)]
  if (hosts.length + services.length === 0) return undefined
  return { key: 'requested-rules', name: 'requested', order: 100, from: 'training', services, hosts }
}

function kubernetes({ choices, cloud }: Site): FirewallRules | undefined {
  if (!choices.hasNewKubernetes) return undefined
  return {
    key: 'kubernetes-rules',
    name: 'kubernetes',
    order: 200,
    from: 'scoring',
    services: kubernetesServiceTags,
    hosts: kubernetesHosts[cloud],
  }
}

function jumpBox({ choices, cloud }: Site): FirewallRules | undefined {
  if (!choices.hasJumpBox) return undefined
  return {
    key: 'jump-box-rules',
    name: 'jump-box',
    order: 300,
    from: 'hosts',
    services: jumpBoxServiceTagsIn(cloud),
    hosts: jumpBoxHosts[cloud],
  }
}
