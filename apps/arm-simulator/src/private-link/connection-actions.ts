import { actionOn } from '../arm/action-on.ts'
import { ArmError } from '../arm/arm-error.ts'
import type { Action, ActionAnswer, ArmType } from '../arm/arm-type.ts'
import { notFound } from '../arm/not-found.ts'
import { requireResourceId } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import type { PrivateLink } from './private-link.ts'
import { connectionsOf, showConnections } from './show-connections.ts'

/** What the owner of a target sees and decides: its sub-resources, and the endpoints that lead to it. */
export function connectionActions({ type, style }: ArmType, offer: PrivateLink): Action[] {
  const one = 'privateendpointconnections/([^/]+)'
  const decided = (target: Resource, decision: 'put' | 'delete', shown: JsonObject | undefined): ActionAnswer => {
    const announcement = offer.decisions?.[decision]
    const effect = decision === 'put' ? 'updated' : 'deleted'
    const result = shown === undefined ? {} : { result: shown }
    if (announcement === undefined) return { status: 200, effect, ...(shown === undefined ? {} : { body: shown }) }
    return {
      status: announcement.status,
      effect,
      ...(announcement.body && shown !== undefined ? { body: shown } : {}),
      long: {
        seconds: 10,
        location: read.text(target.body, 'location') ?? 'global',
        style,
        headers: announcement.headers,
        ...result,
      },
    }
  }
  return [
    actionOn(type, 'GET', 'privatelinkresources', ({ resource }) => ({
      status: 200,
      body: { value: Object.keys(offer.groups).map((groupId) => showSubResource(resource, groupId, offer)) },
    })),
    actionOn(type, 'GET', 'privatelinkresources/([^/]+)', ({ resource, found: [asked = ''] }) => {
      const groupId = Object.keys(offer.groups).find((name) => name.toLowerCase() === asked)
      if (groupId === undefined)
        throw notFound.resource(requireResourceId(`${resource.id}/privateLinkResources/${asked}`, 'id'))
      return { status: 200, body: showSubResource(resource, groupId, offer) }
    }),
    actionOn(type, 'GET', 'privateendpointconnections', ({ resource, world }) => ({
      status: 200,
      body: { value: showConnections(resource, world) },
    })),
    actionOn(type, 'GET', one, ({ resource, world, found: [name = ''] }) => ({
      status: 200,
      body: requireConnection(resource, name, world),
    })),
    actionOn(type, 'PUT', one, ({ resource, world, body, found: [name = ''] }) => {
      requireConnection(resource, name, world)
      const state = read.object(body, 'properties', 'privateLinkServiceConnectionState')
      const status = read.text(state, 'status')
      if (status !== 'Approved' && status !== 'Rejected')
        throw new ArmError(
          400,
          'BadRequest',
          `The status of a private endpoint connection can be set to Approved or Rejected, not to '${status ?? ''}'.`,
          { target: 'properties.privateLinkServiceConnectionState.status' },
        )
      change(resource, name, world, { status, description: read.text(state, 'description') ?? status })
      return decided(resource, 'put', requireConnection(resource, name, world))
    }),
    actionOn(type, 'DELETE', one, ({ resource, world, found: [name = ''] }) => {
      if (findConnection(resource, name, world) === undefined) return { status: 204, effect: 'none' }
      change(resource, name, world, { status: 'Disconnected', isOpen: false })
      return decided(resource, 'delete', undefined)
    }),
  ]
}

function showSubResource(target: Resource, groupId: string, offer: PrivateLink): JsonObject {
  const members = offer.groups[groupId]?.(target) ?? []
  return {
    id: `${target.id}/privateLinkResources/${groupId}`,
    name: groupId,
    type: `${target.type}/privateLinkResources`,
    properties: {
      groupId,
      requiredMembers: members.map((member) => member.name),
      requiredZoneNames: [...new Set(members.flatMap((member) => member.records.map((record) => record.zone)))],
    },
  }
}

function findConnection(target: Resource, name: string, world: World): JsonObject | undefined {
  return showConnections(target, world).find(
    (connection) => read.text(connection, 'name')?.toLowerCase() === name.toLowerCase(),
  )
}

function requireConnection(target: Resource, name: string, world: World): JsonObject {
  const found = findConnection(target, name, world)
  if (found === undefined)
    throw notFound.resource(requireResourceId(`${target.id}/privateEndpointConnections/${name}`, 'id'))
  return found
}

/** The endpoint keeps the connection; its target only shows it. */
function change(target: Resource, name: string, world: World, changed: JsonObject): void {
  for (const endpoint of world.referencers(target.key, 'Microsoft.Network/privateEndpoints')) {
    const connections = connectionsOf(endpoint)
    const isMeant = (connection: JsonObject): boolean =>
      read.text(connection, 'target') === target.key &&
      read.text(connection, 'name')?.toLowerCase() === name.toLowerCase()
    if (!connections.some(isMeant)) continue
    world.put({
      ...endpoint,
      internal: {
        ...endpoint.internal,
        connections: connections.map((connection) =>
          isMeant(connection) ? { ...connection, ...changed } : connection,
        ),
      },
    })
  }
}
