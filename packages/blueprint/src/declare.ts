import { type Declared, isReference, type Json, type Phase, type Reference } from '@palisade/contract'
import type { AmendmentOf, BodyOf, OutputOf, RequirementOf, ResourceType } from '@palisade/facts'

/** A body in which a reference may stand for any string that is not one of a few fixed words. */
export type WithReferences<T> = T extends string
  ? string extends T
    ? T | Reference
    : T
  : { readonly [Key in keyof T]: WithReferences<T[Key]> }

/** A declared resource together with the ways in which others may point at it. */
export interface Declaration<Type extends ResourceType = ResourceType> {
  readonly declared: Declared
  readonly key: string
  /** Its ARM id as plain text. Orders nothing. */
  readonly id: string
  /** Its ARM id as a reference: whoever holds it begins only when this resource exists. */
  readonly ref: Reference
  /** A value that Azure gives once the resource exists. */
  output(name: OutputOf<Type>): Reference
}

/** Something that exists before: its success is waited for. */
export type Earlier = Pick<Declaration, 'key'>

interface Placed {
  readonly key: string
  readonly phase: Phase
  readonly after?: readonly Earlier[]
  /** ARM ids to which Azure allows one write at a time. */
  readonly exclusive?: readonly string[]
}

/**
 * Declares a resource that Palisade makes. The body is checked by the compiler against the type's schema. The parent
 * gives the first part of the id and is waited for; it is a resource group, the resource that this one is a child of,
 * or, for role assignments, the resource that the role is given on.
 */
export function declare<Type extends ResourceType>(
  type: Type,
  wanted: Placed & {
    readonly parent: Pick<Declaration, 'key' | 'id' | 'declared'>
    readonly name: string
    readonly body: WithReferences<BodyOf<Type>>
    /** Where this one differs from others of its type. */
    readonly expectedSeconds?: number
    /** The parent is not ours; the name must carry what is derived from the workspace's id. */
    readonly isGuest?: boolean
  },
): Declaration<Type> {
  return declaration({
    key: wanted.key,
    phase: wanted.phase,
    action: 'make',
    kind: type.type,
    name: wanted.name,
    id: idBelow(wanted.parent.declared, type.type, wanted.name),
    body: toJson(wanted.body),
    after: keysOf([wanted.parent, ...(wanted.after ?? [])]),
    exclusive: lowerCased(wanted.exclusive),
    expectedSeconds: wanted.expectedSeconds ?? type.seconds.create,
    expectedRemovalSeconds: type.seconds.remove,
    ...(wanted.isGuest === true ? { isGuest: true } : {}),
  })
}

type Change<Type extends ResourceType> = Placed & {
  readonly target: Declaration<Type>
  readonly body: WithReferences<AmendmentOf<Type>>
  readonly expectedSeconds?: number
}

/** Declares properties that are set on a resource later, because they are known only then. */
export function amend<Type extends ResourceType>(type: Type, wanted: Change<Type>): Declaration<Type> {
  return change('amend', type, wanted)
}

/** Declares a change of somebody else's resource, which the request allows. It is not undone. */
export function adjust<Type extends ResourceType>(type: Type, wanted: Change<Type>): Declaration<Type> {
  return change('adjust', type, wanted)
}

function change<Type extends ResourceType>(action: 'amend' | 'adjust', type: Type, wanted: Change<Type>) {
  return declaration<Type>({
    key: wanted.key,
    phase: wanted.phase,
    action,
    kind: type.type,
    name: wanted.target.declared.name,
    id: wanted.target.id,
    body: toJson(wanted.body),
    after: keysOf([wanted.target, ...(wanted.after ?? [])]),
    exclusive: lowerCased(wanted.exclusive),
    expectedSeconds: wanted.expectedSeconds ?? type.seconds.amend ?? type.seconds.create,
    // What is changed goes away with the resource, or belongs to its owner.
    expectedRemovalSeconds: 0,
  })
}

interface Existing {
  readonly key: string
  readonly phase: Phase
  readonly id: string
  readonly after?: readonly Earlier[]
}

/** Declares a resource that exists already and is only looked at. Fails where it does not fulfil what is required. */
export function read<Type extends ResourceType>(
  type: Type,
  existing: Existing & { readonly requires?: WithReferences<RequirementOf<Type>> },
): Declaration<Type> {
  return lookedAt('read', type, existing, existing.requires === undefined ? null : toJson(existing.requires))
}

/** Declares a resource that somebody else makes in the meantime. What needs it waits. */
export function awaited<Type extends ResourceType>(
  type: Type,
  existing: Existing & { readonly expectedSeconds: number },
): Declaration<Type> {
  return lookedAt('await', type, existing, null, existing.expectedSeconds)
}

const secondsOfRead = 1

function lookedAt<Type extends ResourceType>(
  action: 'read' | 'await',
  type: Type,
  existing: Existing,
  body: Json,
  expectedSeconds = secondsOfRead,
) {
  return declaration<Type>({
    key: existing.key,
    phase: existing.phase,
    action,
    kind: type.type,
    name: existing.id.slice(existing.id.lastIndexOf('/') + 1),
    id: existing.id,
    body,
    after: keysOf(existing.after ?? []),
    exclusive: [],
    expectedSeconds,
    expectedRemovalSeconds: 0,
  })
}

function declaration<Type extends ResourceType>(declared: Declared): Declaration<Type> {
  const output = (name: string): Reference => ({ $output: { of: declared.key, name } })
  return { declared, key: declared.key, id: declared.id, ref: output('id'), output }
}

/** ARM ids have three forms: a group in a subscription, a child of its parent, and a provider's resource below a scope. */
function idBelow(parent: Declared, type: string, name: string): string {
  if (type === 'Microsoft.Resources/resourceGroups') return `${parent.id}/resourceGroups/${name}`
  if (type.startsWith(`${parent.kind}/`)) {
    // A service of a storage account stands between the account and what is in it, and is always called default.
    const below = type.slice(parent.kind.length + 1).replace('/', '/default/')
    return `${parent.id}/${below}/${name}`
  }
  return `${parent.id}/providers/${type}/${name}`
}

function keysOf(earlier: readonly Earlier[]): string[] {
  return [...new Set(earlier.map(({ key }) => key))]
}

function lowerCased(ids: readonly string[] = []): string[] {
  return ids.map((id) => id.toLowerCase())
}

/** Copies a body as JSON. What JSON cannot say is a mistake in a declaration and must not reach the database. */
function toJson(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value
  }
  if (Array.isArray(value)) return value.map(toJson)
  if (isReference(value)) return { $output: { of: value.$output.of, name: value.$output.name } }
  if (typeof value === 'object') {
    const copy: Record<string, Json> = {}
    for (const [name, inner] of Object.entries(value)) copy[name] = toJson(inner)
    return copy
  }
  throw new TypeError(`A body holds a ${typeof value}, which JSON cannot say`)
}
