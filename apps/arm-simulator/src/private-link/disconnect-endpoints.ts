import { read } from '../json/read.ts'
import type { World } from '../state/world.ts'
import { connectionsOf } from './show-connections.ts'

/** The endpoints of a target that is gone stay, with connections that lead nowhere. */
export function disconnectEndpoints(target: string, world: World): void {
  for (const endpoint of world.referencers(target, 'Microsoft.Network/privateEndpoints')) {
    const connections = connectionsOf(endpoint).map((connection) =>
      read.text(connection, 'target') === target
        ? { ...connection, status: 'Disconnected', isOpen: false }
        : connection,
    )
    world.put({ ...endpoint, internal: { ...endpoint.internal, connections } })
  }
}
