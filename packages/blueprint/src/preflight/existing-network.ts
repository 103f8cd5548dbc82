import type { CheckSubject } from '@palisade/contract'
import type { SubnetUse } from '../address-plan/address-plan.ts'
import { hasPublicIp } from '../choices.ts'
import { neededSubnets } from '../network/needed-subnets.ts'
import { hasPublicCompute } from '../network/training-rules.ts'
import type { Site } from '../site.ts'
import { computesOf } from '../validate/computes-of.ts'
import { subnetDemands } from '../validate/subnet-demand.ts'

type ExistingNetwork = Extract<CheckSubject, { check: 'existing-network' }>
type Subnet = ExistingNetwork['subnets'][number]

/**
 * Whether somebody else's network has room for us, and lets through what Azure ML needs. What its subnets have to be set
 * to is asked where they are read. Undefined where the network is our own.
 */
export function existingNetwork(site: Site): CheckSubject | undefined {
  const existing = site.choices.hasNetwork ? site.request.network?.existing : undefined
  if (existing === undefined) return undefined
  return {
    check: 'existing-network',
    subscription: site.request.subscriptionId,
    virtualNetworkId: existing.virtualNetworkId,
    region: site.region,
    subnets: [...namedSubnets(site, existing), ...computeSubnets(site)],
    ranges: rangesOf(site),
    isHub: false,
  }
}

/** Whether a hub can be peered with: its ranges, and those of its other peers, may not be ours. */
export function hubNetwork(site: Site): CheckSubject | undefined {
  const hubId = site.choices.hasNetwork ? site.request.network?.peering?.hubId : undefined
  if (hubId === undefined) return undefined
  return {
    check: 'existing-network',
    subscription: site.request.subscriptionId,
    virtualNetworkId: hubId,
    subnets: [],
    ranges: rangesOf(site),
    isHub: true,
  }
}

/** The ranges that we take: the one that subnets are cut from, and those of the subnets that are there. */
function rangesOf({ request }: Site): string[] {
  const { addressSpace, existing } = request.network ?? {}
  const named = Object.values(existing?.subnets ?? {}).map(({ addressPrefix }) => addressPrefix)
  return [...new Set([...(addressSpace === undefined ? [] : [addressSpace]), ...named.sort()])]
}

function namedSubnets(
  site: Site,
  { virtualNetworkId, subnets = {} }: NonNullable<NonNullable<Site['request']['network']>['existing']>,
): Subnet[] {
  const demands = new Map(subnetDemands(site.request).map(({ use, addresses }) => [use, addresses]))
  return neededSubnets(site).flatMap((use: SubnetUse) => {
    const named = use === 'firewall' ? undefined : subnets[use]
    if (named === undefined) return []
    return [
      {
        id: `${virtualNetworkId}/subnets/${named.name}`,
        purpose: use,
        addresses: demands.get(use) ?? 0,
        hasPublicNodes: use === 'training' && hasPublicCompute(site),
      },
    ]
  })
}

/** The subnets that computes name for themselves. */
function computeSubnets({ request, choices }: Site): Subnet[] {
  if (!choices.hasComputeInNetwork) return []
  const byId = new Map<string, Subnet>()
  for (const { kind, asked } of computesOf(request)) {
    if (asked.subnetId === undefined) continue
    const known = byId.get(asked.subnetId.toLowerCase())
    byId.set(asked.subnetId.toLowerCase(), {
      id: known?.id ?? asked.subnetId,
      purpose: 'training',
      addresses: (known?.addresses ?? 0) + (kind === 'cluster' ? asked.maxNodes : 1),
      hasPublicNodes: known?.hasPublicNodes === true || hasPublicIp(request, asked),
    })
  }
  return [...byId.values()]
}
