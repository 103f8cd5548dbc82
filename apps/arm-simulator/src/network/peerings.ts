import { keyOf } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import { overlaps, parseIpRange } from './ip-range.ts'

export const peeringType = 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings'

/** Key of the network that a peering leads to. */
export function remoteOf(peering: { readonly body: JsonObject }): string {
  return keyOf(read.text(peering.body, 'properties', 'remoteVirtualNetwork', 'id') ?? '')
}

/** The peering that leads back: a connection has two sides, and each is a resource of its own network. */
export function counterpartOf(
  peering: { readonly body: JsonObject; readonly parent: string },
  world: World,
): Resource | undefined {
  return world.children(remoteOf(peering), peeringType).find((other) => remoteOf(other) === peering.parent)
}

export function spaceOf(network: Resource | undefined): string[] {
  return read.texts(network?.body, 'properties', 'addressSpace', 'addressPrefixes')
}

/** The prefixes of the first that overlap with one of the second. */
export function overlapping(first: readonly string[], second: readonly string[]): string[] {
  const others = second.map(parseIpRange)
  return first.filter((prefix) => {
    const range = parseIpRange(prefix)
    return range !== undefined && others.some((other) => other !== undefined && overlaps(range, other))
  })
}

/** A peering as it is read, by itself and in its network. */
export function showPeering(peering: Resource, world: World): JsonObject {
  const remote = world.get(remoteOf(peering))
  const agreed = read.texts(peering.body, 'properties', 'remoteAddressSpace', 'addressPrefixes')
  // A network that is gone leaves behind what was last known of it.
  const present = remote === undefined ? agreed : spaceOf(remote)
  const other = counterpartOf(peering, world)
  const isStale = !isSame(agreed, present)
  const isOtherStale =
    other !== undefined &&
    !isSame(
      read.texts(other.body, 'properties', 'remoteAddressSpace', 'addressPrefixes'),
      spaceOf(world.get(peering.parent)),
    )
  return {
    id: peering.id,
    name: peering.name,
    type: peering.type,
    etag: read.text(peering.internal, 'etag') ?? '',
    properties: {
      provisioningState: peering.state,
      ...read.object(peering.body, 'properties'),
      remoteVirtualNetworkAddressSpace: { addressPrefixes: present },
      peeringState: read.text(peering.internal, 'peeringState') ?? 'Initiated',
      // The four words are documented; which side is called local is read from their names (unconfirmed).
      peeringSyncLevel: isStale
        ? isOtherStale
          ? 'LocalAndRemoteNotInSync'
          : 'LocalNotInSync'
        : isOtherStale
          ? 'RemoteNotInSync'
          : 'FullyInSync',
    },
  }
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((prefix) => b.includes(prefix))
}
