import type { Json, JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'

/** The private endpoint connections of a target, as they follow from the endpoints that lead to it. */
export function showConnections(target: Resource, world: World): JsonObject[] {
  // The storage provider alone spells one of their fields otherwise.
  const isStorage = target.type === 'Microsoft.Storage/storageAccounts'
  return world.referencers(target.key, 'Microsoft.Network/privateEndpoints').flatMap((endpoint) =>
    connectionsOf(endpoint)
      .filter((connection) => read.text(connection, 'target') === target.key && connection.isOpen === true)
      .map((connection) => {
        const name = read.text(connection, 'name') ?? ''
        return {
          id: `${target.id}/privateEndpointConnections/${name}`,
          name,
          type: `${target.type}/privateEndpointConnections`,
          properties: {
            provisioningState: 'Succeeded',
            privateEndpoint: { id: endpoint.id },
            privateLinkServiceConnectionState: {
              status: read.text(connection, 'status') ?? 'Approved',
              description:
                read.text(connection, 'description') ??
                (read.text(connection, 'status') === 'Pending' ? 'Please approve my connection.' : 'Auto-Approved'),
              [isStorage ? 'actionRequired' : 'actionsRequired']: 'None',
            },
          },
        }
      }),
  )
}

/** What an endpoint remembers of its connections. */
export function connectionsOf(endpoint: Resource): JsonObject[] {
  return read.list(endpoint.internal, 'connections').filter((item: Json): item is JsonObject => read.isObject(item))
}
