import type { VirtualNetwork, VirtualNetworkPeering } from '@azure/arm-network'
import type { Finding } from '@palisade/contract'
import { parseResourceId } from '../resource-id.ts'
import { networkSdk } from '../sdks/network.ts'
import { ownership } from '../steps/ownership.ts'
import type { Asking } from './asking.ts'
import { fail } from './findings.ts'
import { isMissing, lookAt } from './look-at.ts'
import { overlap } from './ranges.ts'
import type { SubjectOf } from './subject.ts'

interface Looking {
  readonly asking: Asking
  readonly network: VirtualNetwork
  readonly subject: SubjectOf<'existing-network'>
  readonly workspaceId: string
}

/**
 * Our ranges that overlap those of networks which this one is peered with, and for a hub also its own: Azure refuses such
 * a peering, and such a range in a network that has one.
 */
export async function peeredRanges(looking: Looking): Promise<Finding[]> {
  const { network, subject } = looking
  const own = subject.isHub ? overlapping(subject.ranges, network.addressSpace?.addressPrefixes) : []
  const peered = await Promise.all((network.virtualNetworkPeerings ?? []).map((peering) => ofPeering(looking, peering)))
  return [
    ...own.map(([ours, theirs]) =>
      fail('address-space-overlaps', {
        subject: subject.virtualNetworkId,
        message: `${ours} overlaps ${theirs} of the hub, and the two could not be peered.`,
        remedy: 'Choose a range that neither the hub nor a network peered with it has.',
      }),
    ),
    ...peered.flat(),
  ]
}

async function ofPeering(
  { asking, subject, workspaceId }: Looking,
  { name = '', remoteVirtualNetwork, remoteAddressSpace, remoteVirtualNetworkAddressSpace }: VirtualNetworkPeering,
): Promise<Finding[]> {
  const space = remoteVirtualNetworkAddressSpace ?? remoteAddressSpace
  const pairs = overlapping(subject.ranges, space?.addressPrefixes)
  const remoteId = remoteVirtualNetwork?.id
  if (pairs.length === 0 || remoteId === undefined) return []

  const state = await stateOf(asking, remoteId, workspaceId)
  if (state === 'ours') return []
  return pairs.map(([ours, theirs]) =>
    fail('address-space-overlaps', {
      subject: subject.virtualNetworkId,
      message: `${ours} overlaps ${theirs} of ${remoteId}, which the network is peered with (${name}).${state === 'gone' ? ' That network is gone; its peering still holds the range.' : ''}`,
      remedy: state === 'gone' ? `Remove the peering ${name}, or choose another range.` : 'Choose another range.',
    }),
  )
}

/** Whether the other network still is, and is ours. Looked at only where its ranges are in the way. */
async function stateOf(asking: Asking, remoteId: string, workspaceId: string): Promise<'ours' | 'gone' | 'foreign'> {
  const { subscription, group, name } = parseResourceId(remoteId)
  const client = await networkSdk.open(asking.connection, subscription)
  const sight = await lookAt(asking, `virtual network ${name}`, () => client.virtualNetworks.get(group, name))
  if (isMissing(sight)) return 'gone'
  return sight.isSeen && ownership(sight.value, workspaceId) === 'ours' ? 'ours' : 'foreign'
}

function overlapping(ours: readonly string[], theirs: readonly string[] = []): [string, string][] {
  return ours.flatMap((our) =>
    theirs.filter((their) => overlap(our, their)).map((their): [string, string] => [our, their]),
  )
}
