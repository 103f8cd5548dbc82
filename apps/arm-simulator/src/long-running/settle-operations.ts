import { visibleFrom } from '../arm/is-visible.ts'
import { removeResource } from '../arm/remove-resource.ts'
import type { Types } from '../arm/types.ts'
import type { JsonObject } from '../json/json.ts'
import type { Operation } from '../state/operation.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import { failOperation, withoutBefore } from './fail-operation.ts'

/**
 * Brings everything to the present: ends each operation whose time has come, in the order of their ends.
 * It runs before each request instead of on timers, so that a restart changes nothing.
 */
export function settleOperations(types: Types, world: World): void {
  const now = world.now()
  if ((world.nextDueMs() ?? Number.POSITIVE_INFINITY) > now) return
  const due = world.running().filter((operation) => operation.dueMs <= now)
  if (due.length === 0) return
  world.change(() => {
    for (const operation of due.sort((a, b) => a.dueMs - b.dueMs)) {
      const resource = world.get(operation.key)
      const error = operation.fate ?? failureOf(operation, resource, types, world)
      if (error === undefined) succeed(operation, types, world)
      else failOperation(operation, error, types, world)
    }
  })
}

/** Why what was asked for cannot be reached, when that shows only at the end. */
function failureOf(
  { kind }: Operation,
  resource: Resource | undefined,
  types: Types,
  world: World,
): JsonObject | undefined {
  if (resource === undefined || (kind !== 'create' && kind !== 'update')) return undefined
  return types.of(resource).fails?.(resource, world)
}

function succeed(operation: Operation, types: Types, world: World): void {
  let result = operation.result
  for (const key of [operation.key, ...operation.with]) {
    const resource = world.get(key)
    if (resource === undefined) continue
    if (operation.kind === 'delete') {
      removeResource(resource, types, world, new URLSearchParams(operation.query))
      continue
    }
    const type = types.of(resource)
    if (operation.kind === 'action') {
      result = type.acted?.(resource, world) ?? result
      continue
    }
    const { isUnmade: _unmade, failure: _failure, ...internal } = resource.internal
    const settled = {
      ...resource,
      state: 'Succeeded',
      hidden: false,
      internal: {
        ...internal,
        ...(type.style.hasEtag ? { etag: `W/"${world.newGuid()}"` } : {}),
        ...(operation.kind === 'create' ? visibleFrom(resource, world) : {}),
      },
    }
    world.put(settled)
    type.settled?.(settled, world)
  }
  world.putOperation({ ...withoutBefore(operation), done: true, ...(result === undefined ? {} : { result }) })
}
