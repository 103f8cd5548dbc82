import { actionOn } from '../arm/action-on.ts'
import { keyOf } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import { later } from './network-actions.ts'

const type = 'Microsoft.Network/networkInterfaces'

/** What in the end holds for an interface: the rules of both its groups, and the routes of its subnet. */
export const interfaceActions = [
  actionOn(type, 'POST', 'effectivenetworksecuritygroups', ({ resource, world }) => {
    const subnet = subnetOf(resource, world)
    const sides: readonly (readonly [string, Resource | undefined])[] = [
      ['subnet', subnet],
      ['networkInterface', resource],
    ]
    const value = sides.flatMap(([side, holder]) => {
      const group = world.get(keyOf(read.text(holder?.body, 'properties', 'networkSecurityGroup', 'id') ?? ''))
      if (holder === undefined || group === undefined) return []
      const rules = [
        ...read.list(group.body, 'properties', 'securityRules'),
        ...read.list(group.body, 'properties', 'defaultSecurityRules'),
      ]
      return [
        {
          networkSecurityGroup: { id: group.id },
          association: { [side]: { id: holder.id } },
          effectiveSecurityRules: rules.map((rule) => ({
            name: read.text(rule, 'name'),
            ...read.object(rule, 'properties'),
          })),
        },
      ]
    })
    return later(resource, { value })
  }),
  actionOn(type, 'POST', 'effectiveroutetable', ({ resource, world }) => {
    const subnet = subnetOf(resource, world)
    const network = subnet === undefined ? undefined : world.get(subnet.parent)
    const table = world.get(keyOf(read.text(subnet?.body, 'properties', 'routeTable', 'id') ?? ''))
    const own = (table === undefined ? [] : world.children(table.key, 'Microsoft.Network/routeTables/routes')).map(
      (route) => showRoute(route),
    )
    const prefixes = new Set(own.flatMap((route) => read.texts(route, 'addressPrefix')))
    const system: readonly (readonly [string, string])[] = [
      ...read
        .texts(network?.body, 'properties', 'addressSpace', 'addressPrefixes')
        .map((prefix) => [prefix, 'VnetLocal'] as const),
      ['0.0.0.0/0', 'Internet'],
    ]
    return later(resource, {
      value: [
        ...system.map(([prefix, hop]) => ({
          source: 'Default',
          // A route of one's own takes the place of a system route of the same range.
          state: prefixes.has(prefix) ? 'Invalid' : 'Active',
          addressPrefix: [prefix],
          nextHopType: hop,
          nextHopIpAddress: [],
        })),
        ...own,
      ],
    })
  }),
]

function showRoute(route: Resource): JsonObject {
  const properties = read.object(route.body, 'properties')
  const hop = read.text(properties, 'nextHopIpAddress')
  return {
    name: route.name,
    source: 'User',
    state: 'Active',
    addressPrefix: [read.text(properties, 'addressPrefix') ?? ''],
    nextHopType: read.text(properties, 'nextHopType'),
    nextHopIpAddress: hop === undefined ? [] : [hop],
    disableBgpRoutePropagation: false,
  }
}

function subnetOf(card: Resource, world: World): Resource | undefined {
  return world.get(
    keyOf(read.text(read.list(card.body, 'properties', 'ipConfigurations')[0], 'properties', 'subnet', 'id') ?? ''),
  )
}
