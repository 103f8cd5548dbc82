import { ArmError } from '../arm/arm-error.ts'
import type { ArmType, Write } from '../arm/arm-type.ts'
import { isVisible, visibleFrom } from '../arm/is-visible.ts'
import { locationAbove } from '../arm/location-above.ts'
import type { Reference } from '../arm/reference.ts'
import { keyOf, requireResourceId } from '../arm/resource-id.ts'
import { showResource } from '../arm/show-resource.ts'
import { checkBody } from '../bodies/check-body.ts'
import { completeIdentity } from '../identity/complete-identity.ts'
import { knownFrom } from '../identity/new-principal.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { announce } from '../long-running/announce.ts'
import type { Announcement } from '../long-running/answer-style.ts'
import { durationMs } from '../long-running/duration-ms.ts'
import type { Operation } from '../state/operation.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import type { Answer, Call } from './call.ts'
import { acceptInVain, hearLater, lateSeconds } from './late-conflict.ts'
import { refuseWhileBusy } from './refuse-while-busy.ts'

/** Looks at a whole write, refuses it or stores it, and begins what goes on after the answer. */
export function acceptWrite(call: Call, type: ArmType, write: Write): Answer {
  const { world, types } = call
  const { id, existing } = write
  const { style } = type
  const announcement = announcementOf(type, write)
  const { locks, fate } = holdKeys(call, type, write, announcement !== 'at once')
  if (fate !== undefined && existing !== undefined && announcement !== 'at once')
    return acceptInVain(call, type, existing, { kind: 'update', announcement }, fate)
  if (!write.isTagsOnly) {
    type.validate?.(write)
    checkBody(type.type, write)
  }

  const completed = (write.isTagsOnly ? undefined : type.complete?.(write)) ?? { body: write.body }
  const body: JsonObject = { ...completed.body }
  const asked = read.object(body, 'identity')
  if (Object.keys(asked).length > 0 && !write.isTagsOnly)
    body.identity = completeIdentity(asked, read.object(existing?.body, 'identity'), id, world)

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
    internal: {
      ...existing?.internal,
      ...completed.internal,
      ...stamps(type, write),
      ...knownFrom(body, existing?.body, type.type, world),
    },
    state: !isLong || states === undefined ? 'Succeeded' : existing === undefined ? states.creating : states.updating,
    hidden: isLong && existing === undefined && announcement.hidden === true,
  }
  const isFirst = existing === undefined || existing.internal.isUnmade === true
  const children = isFirst || !isLong || type.place === undefined ? [] : world.children(id.key)
  world.put(resource)
  const others = type.place?.(resource, write) ?? []
  if (!isLong) {
    if (existing === undefined)
      world.put({ ...resource, internal: { ...resource.internal, ...visibleFrom(resource, world) } })
    type.settled?.(world.get(resource.key) ?? resource, world)
  }

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
    kind: isFirst ? 'create' : 'update',
    type: type.type,
    key: resource.key,
    with: others.map((other) => other.key),
    locks,
    query: '',
    startedMs: now,
    dueMs: now + durationMs(fate === undefined ? secondsOf(type, resource, isFirst, world) : lateSeconds, call),
    location: read.text(body, 'location') ?? locationAbove(resource, call.world),
    done: false,
    error: undefined,
    ...(fate === undefined ? {} : { fate }),
    ...fateOf(call),
    ...(isFirst ? {} : { before: [existing, ...children.filter((child) => world.get(child.key) !== child)] }),
  }
  world.putOperation(operation)
  return {
    status: announcement.status,
    headers: { ...announce(call, style, announcement, operation), ...etagHeader(shown) },
    ...(announcement.body ? { body: shown } : {}),
    ...ledger,
  }
}

function announcementOf({ style, patchable }: ArmType, { existing, verb }: Write): Announcement | 'at once' {
  if (existing === undefined) return style.create
  if (verb === 'PUT') return style.update
  return patchable === undefined ? 'at once' : style.patch
}

/** The keys that a write holds; none, when others hold them and it is to hear of that only at its end. */
function holdKeys(
  call: Call,
  type: ArmType,
  write: Write,
  isLong: boolean,
): { readonly locks: string[]; readonly fate?: JsonObject } {
  try {
    const locks = refuseWhileBusy(call, type, write.id, write.body)
    if (!write.isTagsOnly)
      for (const reference of type.refers?.(write.body, write.id) ?? []) checkReference(call, type, reference, write)
    return { locks }
  } catch (refusal) {
    if (!isLong || !isConflict(refusal)) throw refusal
    return { locks: [write.id.key], fate: hearLater(call, type, write.id, refusal) }
  }
}

/** What waiting would have cured. */
function isConflict(refusal: unknown): boolean {
  return refusal instanceof ArmError && (refusal.status === 409 || refusal.code === 'RetryableError')
}

/** What a fault has in store for the operation of a call. */
export function fateOf({ fate, losesOperation }: Call): Pick<Operation, 'fate' | 'isLost'> {
  return { ...(fate === undefined ? {} : { fate }), ...(losesOperation ? { isLost: true } : {}) }
}

function etagHeader(shown: JsonObject): Record<string, string> {
  const etag = read.text(shown, 'etag')
  return etag === undefined ? {} : { etag }
}

function secondsOf(type: ArmType, resource: Resource, isFirst: boolean, world: World): number {
  const { create, update } = type.seconds
  if (isFirst) return typeof create === 'number' ? create : create(resource.body, resource, world)
  return typeof update === 'number' ? update : update(resource, world)
}

function checkReference(call: Call, type: ArmType, reference: Reference, { id }: Write): void {
  const target = call.world.get(keyOf(requireResourceId(reference.id, reference.field).id))
  if (!isVisible(target, call.world)) {
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
