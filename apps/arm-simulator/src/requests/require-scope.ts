import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { isVisible } from '../arm/is-visible.ts'
import { notFound } from '../arm/not-found.ts'
import { parseResourceId, type ResourceId } from '../arm/resource-id.ts'
import type { Call } from './call.ts'

/** What a resource lies in must be there: the group before all, then its parent or scope. */
export function requireScope(call: Call, type: ArmType, id: ResourceId): void {
  const { world } = call
  requireGroup(call, id)
  if (type.type === 'Microsoft.Resources/resourceGroups') return
  if (id.names.length === 1 && !type.extension && id.group === undefined) throw notFound.type(type.type)
  const parent = world.get(id.parent)
  if (id.names.length > 1 && !isVisible(parent, world)) {
    if (!type.bringsParent || parent !== undefined) throw notFound.parent(id)
    requireParentOf(call, id.parent)
  }
  if (!type.extension || id.names.length > 1) return
  const scope = parseResourceId(id.parent)
  if (scope !== undefined && !isVisible(parent, world)) throw notFound.resource(scope)
}

/** What brings its parent still needs what that lies in. */
function requireParentOf(call: Call, parent: string): void {
  const id = parseResourceId(parent)
  if (id !== undefined && call.world.get(id.parent) === undefined) throw notFound.parent(id)
}

/** ARM looks for the group before it asks the provider. */
export function requireGroup(call: Call, id: ResourceId): void {
  if (id.group === undefined) return
  const group = call.world.get(`/subscriptions/${id.subscription}/resourcegroups/${id.group.toLowerCase()}`)
  const isGroup = id.type === 'Microsoft.Resources/resourceGroups'
  if (group === undefined) {
    if (isGroup) return
    throw notFound.group(id.group)
  }
  if (group.state === 'Deleting' && (call.method === 'PUT' || call.method === 'PATCH')) {
    throw new ArmError(
      409,
      'ResourceGroupBeingDeleted',
      `The resource group '${group.name}' is in deprovisioning state and cannot perform this operation.`,
    )
  }
}
