import type { ProblemItem, WorkspaceRequest } from '@palisade/contract'
import { reservedAddresses } from '@palisade/facts'
import { longestPrefix } from '../address-plan/address-plan.ts'
import { type Ipv4Range, parseRange, prefixFor, sizeOf } from '../address-plan/ipv4-range.ts'
import { choicesOf } from '../choices.ts'
import { counted } from '../counted.ts'
import { isNamed } from './is-named.ts'
import { problem } from './problem.ts'
import { forbiddenProblems, rangeProblems } from './ranges.ts'
import { type SubnetDemand, subnetDemands } from './subnet-demand.ts'

const pointer = '/network/addressSpace'

/** Whether the subnets that are made fit into the address space, and whether it may be used at all. */
export function addressSpaceProblems(request: WorkspaceRequest): ProblemItem[] {
  const addressSpace = request.network?.addressSpace
  if (addressSpace === undefined || !choicesOf(request).hasNetwork) return []
  const invalid = rangeProblems(addressSpace, pointer, 'address-space-invalid')
  const space = parseRange(addressSpace)
  if (space === undefined) return invalid
  return [...invalid, ...size(request, space), ...forbiddenProblems(space, pointer)]
}

/** How much of the space a subnet has: one half for training, one quarter for scoring. */
const shares: Partial<Record<SubnetDemand['use'], { readonly bits: number; readonly inWords: string }>> = {
  training: { bits: 1, inWords: 'one half of the range' },
  scoring: { bits: 2, inWords: 'one quarter of the range' },
}

function size(request: WorkspaceRequest, space: Ipv4Range): ProblemItem[] {
  const largest = subnetDemands(request)
    .filter(({ use }) => !isNamed(request, use))
    .flatMap(({ use, addresses, why }) => {
      const share = shares[use]
      if (share === undefined) return []
      return [{ use, addresses, why, share, prefix: prefixFor(addresses + reservedAddresses) - share.bits }]
    })
    .reduce<Largest | undefined>(
      (most, one) => (most === undefined || one.prefix < most.prefix ? one : most),
      undefined,
    )
  const needed = Math.min(longestPrefix, largest?.prefix ?? longestPrefix)
  if (space.prefix <= needed) return []
  const why =
    largest !== undefined && largest.prefix < longestPrefix
      ? `${largest.why} need ${largest.addresses} addresses, and the ${largest.use} subnet, ${largest.share.inWords}, has ${usable(space, largest.share.bits)}`
      : 'the firewall and Bastion need 64 addresses each, and endpoints, scoring and training need room beside them'
  return [
    problem(
      'address-space-too-small',
      pointer,
      `A /${space.prefix} has ${counted(sizeOf(space.prefix), 'address', 'addresses')} and at least a /${needed} with ${sizeOf(needed)} is needed: ${why}.`,
    ),
  ]
}

type Largest = SubnetDemand & {
  readonly prefix: number
  readonly share: { readonly bits: number; readonly inWords: string }
}

function usable(space: Ipv4Range, bits: number): number {
  return space.prefix > longestPrefix ? 0 : sizeOf(space.prefix + bits) - reservedAddresses
}
