import type { ArmType, Reference, Write } from '../arm/arm-type.ts'
import { keyOf, requireResourceId } from '../arm/resource-id.ts'
import { showResource } from '../arm/show-resource.ts'
import { checkBody } from '../bodies/check-body.ts'
import { completeIdentity } from '../identity/complete-identity.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { announce } from '../long-running/announce.ts'
import type { Operation } from '../state/operation.ts'
import type { Resource } from '../state/resource.ts'
import type { Answer, Call } from './call.ts'
import { refuseWhileBusy } from './refuse-while-busy.ts'

/** Looks at a whole write, refuses it or stores it, and begins what goes on after the answer. */
export function acceptWrite(call: Call, type: ArmType, write: Write): Answer {
  const { world, types } = call
  const { id, existing } = write
  const { style } = type
  const locks = refuseWhileBusy(call, type, id, write.body)
  if (!write.isTagsOnly) {
    for (const reference of type.refers?.(write.body, id) ?? []) checkReference(call, type, reference, write)
    type.validate?.(write)
    checkBody(type.type, write)
  }

  const completed = (write.isTagsOnly ? undefined : type.complete?.(write)) ?? { body: write.body }
  const body: JsonObject = { ...completed.body }
  const asked = read.object(body, 'identity')
  if (Object.keys(asked).length > 0 && !write.isTagsOnly)
    body.identity = completeIdentity(asked, read.object(existing?.body, 'identity'), id, world)

  const announcement =
    existing === undefined
      ? style.create
      : write.verb === 'PATCH'
        ? type.patchable === undefined
          ? 'at once'
          : style.patch
        : style.update
  const isLong = announcement !== 'at once'
  const states = style.states
  const resource: Resource = {
    id: existing?.id ?? id.id,
    key: id.key,
    type: type.type,
    name: existing?.name ?? id.name,
    subscription: id.subscription,
    parent: id.parent,
    body,
    internal: { ...existing?.internal, ...completed.internal, ...stamps(type, write) },
    state: !isLong || states === undefined ? 'Succeeded' : existing === undefined ? states.creating : states.updating,
    hidden: isLong && existing === undefined && announcement.hidden === true,
  }
  world.put(resource)
  const others = type.place?.(resource, write) ?? []
  if (!isLong) type.settled?.(resource, world)

  const shown = showResource(world.get(resource.key) ?? resource, types, world)
  const ledger = {
    resourceId: resource.id,
    type: type.type,
    effect: existing === undefined ? 'created' : 'updated',
    tags: read.object(body, 'tags'),
  } as const
  if (!isLong)
    return {
      status: existing === undefined ? (style.createdStatus ?? 201) : 200,
      headers: etagHeader(shown),
      body: shown,
      ...ledger,
    }

  const now = world.now()
  const operation: Operation = {
    id: world.newGuid(),
    kind: existing === undefined ? 'create' : 'update',
    type: type.type,
    key: resource.key,
    with: others.map((other) => other.key),
    locks,
    query: '',
    startedMs: now,
    dueMs: now + (secondsOf(type, resource, write) * 1000) / call.timeScale,
    location: read.text(body, 'location') ?? locationAbove(resource, call),
    done: false,
    error: undefined,
    ...fateOf(call),
    ...(existing === undefined ? {} : { before: existing.body }),
  }
  world.putOperation(operation)
  return {
    status: announcement.status,
    headers: { ...announce(call, style, announcement, operation), ...etagHeader(shown) },
    ...(announcement.body ? { body: shown } : {}),
    ...ledger,
  }
}

/** What a fault has in store for the operation of a call. */
export function fateOf({ fate, losesOperation }: Call): Pick<Operation, 'fate' | 'isLost'> {
  return { ...(fate === undefined ? {} : { fate }), ...(losesOperation ? { isLost: true } : {}) }
}

export function locationAbove(resource: Resource, call: Call): string {
  const parent = call.world.get(resource.parent)
  if (parent === undefined) return 'global'
  return read.text(parent.body, 'location') ?? locationAbove(parent, call)
}

function etagHeader(shown: JsonObject): Record<string, string> {
  const etag = read.text(shown, 'etag')
  return etag === undefined ? {} : { etag }
}

function secondsOf(type: ArmType, resource: Resource, { existing, world }: Write): number {
  const { create, update } = type.seconds
  if (existing === undefined) return typeof create === 'number' ? create : create(resource.body, resource, world)
  return typeof update === 'number' ? update : update(resource, world)
}

function checkReference(call: Call, type: ArmType, reference: Reference, { id }: Write): void {
  const target = call.world.get(keyOf(requireResourceId(reference.id, reference.field).id))
  if (target === undefined || target.hidden) {
    if (reference.loose) return
    throw type.style.missingReference(reference, id)
  }
  if (target.state !== 'Succeeded' && call.types.of(target).style.states !== undefined && !reference.loose) {
    const holder = call.world
      .running()
      .find((operation) => operation.key === target.key || operation.with.includes(target.key))
    throw type.style.unreadyReference(reference, target, id, holder)
  }
}

function stamps(type: ArmType, { existing, world }: Write): JsonObject {
  const at = new Date(world.now()).toISOString()
  const by = { by: 'arm-simulator', byType: 'Application' }
  return {
    ...(type.style.hasEtag ? { etag: `W/"${world.newGuid()}"` } : {}),
    ...(type.style.hasSystemData
      ? {
          systemData: {
            createdBy: by.by,
            createdByType: by.byType,
            createdAt: read.text(existing?.internal, 'systemData', 'createdAt') ?? at,
            lastModifiedBy: by.by,
            lastModifiedByType: by.byType,
            lastModifiedAt: at,
          },
        }
      : {}),
  }
}
