import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import type { Json, JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { networkAnswers } from '../long-running/network-answers.ts'
import { networkName } from '../network/names.ts'
import type { Resource } from '../state/resource.ts'

const routeType = 'Microsoft.Network/routeTables/routes'

/** Its routes are resources of their own, replaced by a PUT like the subnets of a network. */
export const routeTable: ArmType = {
  type: 'Microsoft.Network/routeTables',
  name: networkName(1, 80),
  style: networkAnswers,
  seconds: { create: 3, update: 3, delete: 11 },
  complete({ body, existing, world }) {
    const { routes: _routes, subnets: _subnets, ...properties } = read.object(body, 'properties')
    return {
      body: {
        ...body,
        properties: {
          disableBgpRoutePropagation: false,
          ...properties,
          resourceGuid: read.text(existing?.body, 'properties', 'resourceGuid') ?? world.newGuid(),
        },
      },
    }
  },
  place(table, { body, world, verb }) {
    if (verb === 'PATCH') return []
    for (const route of world.children(table.key, routeType)) world.remove(route.key)
    return read
      .list(body, 'properties', 'routes')
      .filter((item: Json): item is JsonObject => read.isObject(item))
      .map((route) => {
        const name = read.text(route, 'name') ?? ''
        const placed: Resource = {
          id: `${table.id}/routes/${name}`,
          key: `${table.key}/routes/${name.toLowerCase()}`,
          type: routeType,
          name,
          subscription: table.subscription,
          parent: table.key,
          body: { properties: { hasBgpOverride: false, ...read.object(route, 'properties') } },
          internal: { etag: `W/"${world.newGuid()}"` },
          state: 'Updating',
          hidden: false,
        }
        world.put(placed)
        return placed
      })
  },
  show(table, body, world) {
    const subnets = world
      .referencers(table.key, 'Microsoft.Network/virtualNetworks/subnets')
      .map((subnet) => ({ id: subnet.id }))
    const routes = world.children(table.key, routeType).map((route) => ({
      id: route.id,
      name: route.name,
      type: routeType,
      etag: read.text(route.internal, 'etag') ?? '',
      properties: { provisioningState: route.state, ...read.object(route.body, 'properties') },
    }))
    return {
      ...body,
      properties: { ...read.object(body, 'properties'), routes, ...(subnets.length > 0 ? { subnets } : {}) },
    }
  },
  refuseDelete(table, world) {
    if (world.referencers(table.key).length > 0)
      throw new ArmError(
        400,
        'InUseRouteTableCannotBeDeleted',
        `Route table ${table.name} is in use and cannot be deleted.`,
      )
  },
}
