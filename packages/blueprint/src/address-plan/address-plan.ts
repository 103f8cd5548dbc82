import { reservedAddresses } from '@palisade/facts'
import { formatRange, type Ipv4Range, rangeAt, sizeOf } from './ipv4-range.ts'

/** One subnet of the plan. */
export interface PlannedSubnet {
  readonly range: Ipv4Range
  readonly addressPrefix: string
  /** Addresses that are left when Azure has kept its own. */
  readonly usable: number
}

/** The parts that a network can have. Not each workspace makes all of them. */
export const subnetUses = ['firewall', 'endpoints', 'bastion', 'hosts', 'scoring', 'training'] as const
export type SubnetUse = (typeof subnetUses)[number]

/** Which part of the address space is for what. What is not made is kept free. */
export type AddressPlan = Readonly<Record<SubnetUse, PlannedSubnet>>

/** The smallest address space that has all the slots. */
export const longestPrefix = 22

/**
 * Cuts an address space into fixed slots. A slot depends on nothing but the address space: what is added to a workspace
 * later, or how large its clusters are, moves no subnet, because Azure cannot move one that is in use.
 *
 *     first quarter    four slots of 64: firewall, endpoints, Bastion, hosts; the rest is free
 *     second quarter   scoring
 *     second half      training, which needs an address for each node
 *
 * 64 is the least that Azure accepts for its firewall and for Bastion. The endpoints need at most 22 and Azure keeps 5.
 */
export function addressPlan(space: Ipv4Range): AddressPlan {
  const slot = (index: number) => planned(rangeAt(space.first + index * sizeOf(26), 26))
  return {
    firewall: slot(0),
    endpoints: slot(1),
    bastion: slot(2),
    hosts: slot(3),
    scoring: planned(rangeAt(space.first + sizeOf(space.prefix + 2), space.prefix + 2)),
    training: planned(rangeAt(space.first + sizeOf(space.prefix + 1), space.prefix + 1)),
  }
}

export function planned(range: Ipv4Range): PlannedSubnet {
  return { range, addressPrefix: formatRange(range), usable: sizeOf(range.prefix) - reservedAddresses }
}
