import type { ArmType } from '../arm/arm-type.ts'
import { locationAbove } from '../arm/location-above.ts'
import { notFound } from '../arm/not-found.ts'
import { removeResource } from '../arm/remove-resource.ts'
import type { ResourceId } from '../arm/resource-id.ts'
import { showResource } from '../arm/show-resource.ts'
import { read } from '../json/read.ts'
import { announce } from '../long-running/announce.ts'
import { durationMs } from '../long-running/duration-ms.ts'
import type { Operation } from '../state/operation.ts'
import { fateOf } from './accept-write.ts'
import type { Answer, Call } from './call.ts'
import { checkPreconditions } from './check-preconditions.ts'
import { acceptInVain, hearLater } from './late-conflict.ts'
import { refuseWhileBusy } from './refuse-while-busy.ts'
import { requireGroup } from './require-scope.ts'

/** DELETE: 204 when there is nothing; asking again while it goes on points at the same operation. */
export function deleteResource(call: Call, type: ArmType, id: ResourceId): Answer {
  const { world, types } = call
  const { style } = type
  const existing = world.get(id.key)
  if (existing === undefined) {
    requireGroup(call, id)
    if (id.type === 'Microsoft.Resources/resourceGroups') throw notFound.group(id.name)
    const isMeant = type.deleteMissing?.(id, world, call.query) ?? false
    return { status: isMeant ? 200 : 204, resourceId: id.id, type: type.type, effect: isMeant ? 'deleted' : 'none' }
  }
  const ledger = {
    resourceId: existing.id,
    type: type.type,
    effect: 'deleted',
    tags: read.object(existing.body, 'tags'),
  } as const
  const before = world.running().find((operation) => operation.kind === 'delete' && operation.key === existing.key)
  if (before !== undefined && style.delete !== 'at once') {
    return {
      status: style.delete.status,
      headers: announce(call, style, style.delete, before),
      ...ledger,
      effect: 'none',
    }
  }
  checkPreconditions(call, existing)
  let locks: string[]
  try {
    locks = refuseWhileBusy(call, type, id, existing.body)
  } catch (conflict) {
    if (style.delete === 'at once') throw conflict
    const fate = hearLater(call, type, id, conflict)
    return acceptInVain(call, type, existing, { kind: 'delete', announcement: style.delete }, fate)
  }
  type.refuseDelete?.(existing, world, call.query)
  if (style.delete === 'at once') {
    const shown = type.showsDeleted ? showResource(existing, types, world) : undefined
    removeResource(existing, types, world, call.query)
    return { status: 200, ...(shown === undefined ? {} : { body: shown }), ...ledger }
  }
  const now = world.now()
  const operation: Operation = {
    id: world.newGuid(),
    kind: 'delete',
    type: type.type,
    key: existing.key,
    with: [],
    locks,
    query: call.query.toString(),
    startedMs: now,
    dueMs: now + durationMs(type.seconds.delete, call),
    location: read.text(existing.body, 'location') ?? locationAbove(existing, call.world),
    done: false,
    error: undefined,
    ...fateOf(call),
  }
  world.put({ ...existing, state: style.states?.deleting ?? existing.state })
  world.putOperation(operation)
  return { status: style.delete.status, headers: announce(call, style, style.delete, operation), ...ledger }
}
