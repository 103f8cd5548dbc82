import type { ProblemItem, WorkspaceRequest } from '@palisade/contract'
import { forbiddenRanges, reservedAddresses } from '@palisade/facts'
import { addressPlan, longestPrefix } from '../address-plan/address-plan.ts'
import { formatRange, type Ipv4Range, overlaps, parseRange, prefixFor, sizeOf } from '../address-plan/ipv4-range.ts'
import { counted } from '../counted.ts'
import { problem } from './problem.ts'

const pointer = '/network/addressSpace'

/** Whether the subnets of a workspace fit into the address space, and whether it may be used at all. */
export function addressSpaceProblems(request: WorkspaceRequest): ProblemItem[] {
  const { addressSpace } = request.network
  const space = parseRange(addressSpace)
  if (space === undefined) {
    return [
      problem(
        'address-space-invalid',
        pointer,
        `"${addressSpace}" is not an IPv4 range: write four numbers of 0 to 255 without leading zeros and a prefix length of at most 32, as in 10.40.0.0/20.`,
      ),
    ]
  }
  return [...hostBits(addressSpace, space), ...size(request, space), ...forbidden(space)]
}

function hostBits(written: string, space: Ipv4Range): ProblemItem[] {
  if (written === formatRange(space)) return []
  return [
    problem(
      'address-space-invalid',
      pointer,
      `"${written}" does not begin at the first address of its range: write ${formatRange(space)}.`,
    ),
  ]
}

function size(request: WorkspaceRequest, space: Ipv4Range): ProblemItem[] {
  const { nodes, instances } = demandOf(request)
  // Training has half of the space, and Azure keeps some addresses of it.
  const needed = Math.min(longestPrefix, prefixFor(nodes + instances + reservedAddresses) - 1)
  if (space.prefix <= needed) return []
  const why =
    needed < longestPrefix
      ? `${counted(nodes, 'cluster node')} and ${counted(instances, 'compute instance')} need ${nodes + instances} addresses, and the training subnet, one half of the range, has ${usableForTraining(space)}`
      : 'the firewall and Bastion need 64 addresses each, and endpoints, scoring and training need room beside them'
  return [
    problem(
      'address-space-too-small',
      pointer,
      `A /${space.prefix} has ${counted(sizeOf(space.prefix), 'address', 'addresses')} and at least a /${needed} with ${sizeOf(needed)} is needed: ${why}.`,
    ),
  ]
}

function usableForTraining(space: Ipv4Range): number {
  return space.prefix > longestPrefix ? 0 : addressPlan(space).training.usable
}

function forbidden(space: Ipv4Range): ProblemItem[] {
  return forbiddenRanges.flatMap(({ cidr, why }) => {
    const range = parseRange(cidr)
    if (range === undefined || !overlaps(space, range)) return []
    return [
      problem(
        'address-space-forbidden',
        pointer,
        `${formatRange(space)} overlaps ${cidr}, which is reserved for ${why}: choose another private range, for example inside 10.0.0.0/8.`,
      ),
    ]
  })
}

/** How many addresses the computes take when all clusters are at their largest. */
export function demandOf(request: WorkspaceRequest): { nodes: number; instances: number } {
  return {
    nodes: (request.compute?.clusters ?? []).reduce((sum, cluster) => sum + cluster.maxNodes, 0),
    instances: request.compute?.instances?.length ?? 0,
  }
}
