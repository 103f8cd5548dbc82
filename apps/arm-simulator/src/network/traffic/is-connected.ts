import { read } from '../../json/read.ts'
import type { World } from '../../state/world.ts'
import { peeringType, remoteOf } from '../peerings.ts'

/** Whether what is in one network reaches what is in another: it is the same one, or a peering leads there. */
export function isConnected(from: string, to: string, world: World): boolean {
  if (from === to) return true
  return world
    .children(from, peeringType)
    .some(
      (peering) =>
        remoteOf(peering) === to &&
        read.text(peering.internal, 'peeringState') === 'Connected' &&
        read.at(peering.body, 'properties', 'allowVirtualNetworkAccess') !== false,
    )
}
