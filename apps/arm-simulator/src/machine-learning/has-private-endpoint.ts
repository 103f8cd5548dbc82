import { read } from '../json/read.ts'
import { showConnections } from '../private-link/show-connections.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'

/** Whether somebody reaches the workspace by a private endpoint that was let in. */
export function hasPrivateEndpoint(workspace: Resource, world: World): boolean {
  return showConnections(workspace, world).some(
    (connection) => read.text(connection, 'properties', 'privateLinkServiceConnectionState', 'status') === 'Approved',
  )
}
