import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { isVisible } from '../arm/is-visible.ts'
import { notFound } from '../arm/not-found.ts'
import { keyOf, parseResourceId } from '../arm/resource-id.ts'
import { showResource } from '../arm/show-resource.ts'
import type { Resource } from '../state/resource.ts'
import type { Answer, Call } from './call.ts'
import { pageOf } from './page-of.ts'
import { hasTagOf } from './tag-filter.ts'

/** A list of one type: below a parent, in a group, or in a subscription. */
export function listResources(call: Call, type: ArmType, scope: string): Answer {
  const { world, types } = call
  const key = keyOf(scope)
  const lies = (resource: Resource): boolean => {
    if (type.listFilter !== undefined) return type.listFilter(resource, key, call.query.get('$filter') ?? undefined)
    return resource.parent === key || (isSubscription(key) && resource.subscription === key.split('/')[2])
  }
  requireListScope(call, scope, key)
  const isGroup = type.type === 'Microsoft.Resources/resourceGroups'
  const near =
    type.listFilter === undefined && !isSubscription(key) ? world.children(key, type.type) : world.ofType(type.type)
  const value = near
    .filter((resource) => isVisible(resource, world) && lies(resource))
    .filter(isGroup ? hasTagOf(call.query.get('$filter')) : () => true)
    .sort(byKey)
    .map((resource) => showResource(resource, types, world))
  return { status: 200, body: pageOf(call, value), type: type.type }
}

/** Everything in a group or subscription, children left out, as the Resources API lists it. */
export function listAllResources(call: Call, scope: string): Answer {
  const { world, types } = call
  const key = keyOf(scope)
  requireListScope(call, scope, key)
  const wanted = /resourceType\s+eq\s+'([^']+)'/i.exec(call.query.get('$filter') ?? '')?.[1]?.toLowerCase()
  const value = (isSubscription(key) ? [...world.all()] : world.children(key))
    .filter(
      (resource) =>
        isVisible(resource, world) &&
        resource.type.split('/').length === 2 &&
        !types.of(resource).extension &&
        resource.type !== 'Microsoft.Resources/resourceGroups',
    )
    .filter((resource) => (isSubscription(key) ? resource.subscription === key.split('/')[2] : resource.parent === key))
    .filter((resource) => wanted === undefined || resource.type.toLowerCase() === wanted)
    .filter(hasTagOf(call.query.get('$filter')))
    .sort(byKey)
    .map((resource) => {
      const shown = showResource(resource, types, world)
      return Object.fromEntries(
        ['id', 'name', 'type', 'location', 'tags', 'kind', 'sku', 'identity', 'managedBy'].flatMap((name) =>
          shown[name] === undefined ? [] : [[name, shown[name]]],
        ),
      )
    })
  return { status: 200, body: pageOf(call, value), type: 'Microsoft.Resources/resources' }
}

function requireListScope(call: Call, scope: string, key: string): void {
  const id = parseResourceId(scope)
  if (id === undefined) {
    if (isSubscription(key) || key === '/') return
    throw new ArmError(404, 'InvalidResourceType', `Nothing can be listed at '${scope}'.`)
  }
  const group = id.group
  if (
    group !== undefined &&
    call.world.get(`/subscriptions/${id.subscription}/resourcegroups/${group.toLowerCase()}`) === undefined
  )
    throw notFound.group(group)
  const holder = call.world.get(key)
  if (!isVisible(holder, call.world))
    throw new ArmError(
      404,
      'ParentResourceNotFound',
      `Can not perform requested operation on nested resource. Parent resource '${id.names.join('/')}' not found.`,
    )
}

function isSubscription(key: string): boolean {
  return /^\/subscriptions\/[^/]+$/.test(key)
}

function byKey(a: Resource, b: Resource): number {
  return a.key < b.key ? -1 : 1
}
