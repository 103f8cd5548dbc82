import type { WorkspaceRequest } from '@palisade/contract'
import { forbiddenRanges } from '@palisade/facts'
import { type AddressPlan, longestPrefix } from '../address-plan/address-plan.ts'
import { counted } from '../counted.ts'
import { demandOf } from '../validate/address-space.ts'

/** What a request was held against, in words. Read together with `validateRequest`, which did it. */
export function checks(request: WorkspaceRequest, addresses: AddressPlan): string[] {
  const { nodes, instances } = demandOf(request)
  return [
    `${request.network.addressSpace} is an IPv4 range that begins at its first address and is at least a /${longestPrefix}.`,
    `It overlaps none of the ranges that Azure or Azure ML reserves: ${forbiddenRanges.map(({ cidr }) => cidr).join(', ')}.`,
    `The training subnet has ${addresses.training.usable} addresses for ${counted(nodes, 'cluster node')} and ${counted(instances, 'compute instance')} at their most.`,
    'AzureFirewallSubnet has the /26 that Azure Firewall needs.',
    `Room is kept for Bastion (${addresses.keptFree.bastion.addressPrefix}), hosts (${addresses.keptFree.hosts.addressPrefix}) and scoring (${addresses.keptFree.scoring.addressPrefix}).`,
    'No two computes have the same name, and no cluster keeps more nodes than it may have.',
    'Every name follows the rules of Azure for its type.',
    'No tag takes a name that Palisade sets itself.',
  ]
}
