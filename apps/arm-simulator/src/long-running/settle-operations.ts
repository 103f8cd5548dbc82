import { removeResource } from '../arm/remove-resource.ts'
import type { Types } from '../arm/types.ts'
import type { JsonObject } from '../json/json.ts'
import type { World } from '../state/world.ts'

/**
 * Brings everything to the present: ends each operation whose time has come, in the order of their ends.
 * It runs before each request instead of on timers, so that a restart changes nothing.
 */
export function settleOperations(types: Types, world: World): void {
  const now = world.now()
  const due = world.running().filter((operation) => operation.dueMs <= now)
  if (due.length === 0) return
  world.change(() => {
    for (const operation of due.sort((a, b) => a.dueMs - b.dueMs)) {
      let result: JsonObject | undefined
      for (const key of [operation.key, ...operation.with]) {
        const resource = world.get(key)
        if (resource === undefined) continue
        if (operation.kind === 'delete') {
          removeResource(resource, types, world, new URLSearchParams(operation.query))
          continue
        }
        const type = types.of(resource)
        if (operation.kind === 'action') {
          result = type.acted?.(resource, world)
          continue
        }
        const settled = {
          ...resource,
          state: 'Succeeded',
          hidden: false,
          internal: type.style.hasEtag ? { ...resource.internal, etag: `W/"${world.newGuid()}"` } : resource.internal,
        }
        world.put(settled)
        type.settled?.(settled, world)
      }
      world.putOperation({ ...operation, done: true, ...(result === undefined ? {} : { result }) })
    }
  })
}
