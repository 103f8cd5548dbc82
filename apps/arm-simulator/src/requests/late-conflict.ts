import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { locationAbove } from '../arm/location-above.ts'
import type { ResourceId } from '../arm/resource-id.ts'
import { showResource } from '../arm/show-resource.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { announce } from '../long-running/announce.ts'
import type { Announcement } from '../long-running/answer-style.ts'
import type { Operation } from '../state/operation.ts'
import type { Resource } from '../state/resource.ts'
import type { Answer, Call } from './call.ts'

/**
 * A conflict is told at once, or the write is accepted and hears of it at the end of its operation: some kinds always,
 * others now and then. Answers the error of the end, or throws what it was given.
 */
export function hearLater(call: Call, type: ArmType, id: ResourceId, conflict: unknown): JsonObject {
  if (!(conflict instanceof ArmError)) throw conflict
  const own = type.lateConflict?.(id, call.world)
  const isLate =
    own?.isUsual === true || (call.world.habits.lateConflicts > 0 && call.random() < call.world.habits.lateConflicts)
  if (!isLate) throw conflict
  return own === undefined ? read.object(conflict.body(), 'error') : { code: own.code, message: own.message }
}

/** How long it takes until a write hears of its conflict, in simulated seconds. */
export const lateSeconds = 10

/** Accepts what is already in vain: the resource stays as it is, and only the operation knows. */
export function acceptInVain(
  call: Call,
  type: ArmType,
  existing: Resource,
  { kind, announcement }: { kind: 'update' | 'delete'; announcement: Announcement },
  fate: JsonObject,
): Answer {
  const { world, types } = call
  const now = world.now()
  const operation: Operation = {
    id: world.newGuid(),
    kind,
    type: type.type,
    key: existing.key,
    with: [],
    locks: [],
    query: '',
    startedMs: now,
    dueMs: now + (lateSeconds * 1000) / call.timeScale,
    location: read.text(existing.body, 'location') ?? locationAbove(existing, call.world),
    fate,
    isVain: true,
    done: false,
    error: undefined,
  }
  world.putOperation(operation)
  return {
    status: announcement.status,
    headers: announce(call, type.style, announcement, operation),
    ...(announcement.body ? { body: showResource(existing, types, world) } : {}),
    resourceId: existing.id,
    type: type.type,
    effect: 'none',
  }
}
