import { removeResource } from '../arm/remove-resource.ts'
import type { Types } from '../arm/types.ts'
import type { JsonObject } from '../json/json.ts'
import type { Operation } from '../state/operation.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'

/**
 * Ends an operation that was accepted and came to nothing. A resource that could not be made stays as `Failed` where it
 * was visible, and never appears where it was not; one that could not be changed is what it was (the ARM contract asks
 * that of providers); one that could not be removed stays. All of them can be written again.
 */
export function failOperation(operation: Operation, error: JsonObject, types: Types, world: World): void {
  world.putOperation({ ...withoutBefore(operation), done: true, error })
  // What was never more than accepted has nothing to take back.
  if (operation.isVain) return
  const resource = world.get(operation.key)
  const had = new Map((operation.before ?? []).map((before) => [before.key, before]))
  switch (operation.kind) {
    case 'action': {
      const before = had.get(operation.key)
      if (resource !== undefined && before !== undefined) world.put({ ...resource, internal: before.internal })
      return
    }
    case 'delete':
      if (resource !== undefined) world.put(failed(resource, types, error))
      return
    case 'create':
      for (const key of [operation.key, ...operation.with]) failToMake(key, error, types, world)
      return
    case 'update':
      for (const key of operation.with) if (!had.has(key)) world.remove(key)
      for (const before of had.values()) world.put(before.key === operation.key ? failed(before, types, error) : before)
  }
}

/** Half a resource is left of one that could not be made; its next write makes it, and does not change it. */
function failToMake(key: string, error: JsonObject, types: Types, world: World): void {
  const resource = world.get(key)
  if (resource === undefined) return
  if (resource.hidden) {
    removeResource(resource, types, world, new URLSearchParams())
    return
  }
  const left = failed(resource, types, error)
  world.put({ ...left, internal: { ...left.internal, isUnmade: true } })
}

function failed(resource: Resource, types: Types, failure: JsonObject): Resource {
  const { states } = types.of(resource).style
  return {
    ...resource,
    state: states === undefined ? 'Succeeded' : (states.failed ?? 'Failed'),
    internal: { ...resource.internal, failure },
  }
}

/** What an operation keeps for its failure is of no use after its end. */
export function withoutBefore({ before: _before, ...operation }: Operation): Operation {
  return operation
}
