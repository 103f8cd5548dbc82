import type { resourceGroup, subnet, virtualNetwork as virtualNetworkType } from '@palisade/facts'
import type { SubnetUse } from '../address-plan/address-plan.ts'
import type { Add } from '../collect.ts'
import type { Declaration } from '../declare.ts'
import { makeWayOut } from '../firewall/way-out.ts'
import type { Given } from '../ground/given.ts'
import type { Site } from '../site.ts'
import { computeSubnets } from './compute-subnets.ts'
import { neededSubnets } from './needed-subnets.ts'
import { peering } from './peering.ts'
import { subnetFor } from './subnet-for.ts'
import { virtualNetwork } from './virtual-network.ts'

/** A network with its subnets and its way out. */
export interface Network {
  readonly network: Declaration<typeof virtualNetworkType>
  readonly subnets: ReadonlyMap<SubnetUse, Declaration<typeof subnet>>
  /** The subnets that computes name for themselves, by their ids in lower case. */
  readonly computeSubnets: ReadonlyMap<string, Declaration<typeof subnet>>
  /** What compute in it has to wait for beside its subnet. */
  readonly ready: readonly Declaration[]
}

/** The network that the workspace is built in: one of its own, or one that is there. */
export function networkOf(site: Site, add: Add, group: Declaration<typeof resourceGroup>, given: Given): Network {
  const network = given.network ?? add(virtualNetwork(site, group))
  const peerings = given.hub === undefined ? [] : Object.values(peering(site, network, given.hub)).map(add)
  const wayOut = makeWayOut(site, add, { group, network, given })
  const subnets = new Map<SubnetUse, Declaration<typeof subnet>>()
  for (const use of neededSubnets(site)) {
    // The firewall and Bastion bring their own, which Azure knows by their names.
    if (use === 'firewall' || use === 'bastion') continue
    subnets.set(use, subnetFor(site, add, { group, network, given }, use, wayOut))
  }
  const own = computeSubnets(site, add, network, given, subnets)
  return {
    network,
    subnets,
    computeSubnets: own,
    ready: [...peerings, ...(wayOut.resolver === undefined ? [] : [wayOut.resolver]), ...(wayOut.rules ?? [])],
  }
}
