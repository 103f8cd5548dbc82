import { type Declared, isReference, type Json, type Phase, type Reference } from '@palisade/contract'
import type { AmendmentOf, BodyOf, OutputOf, ResourceType } from '@palisade/facts'

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
  },
): Declaration<Type> {
  return declaration({
    key: wanted.key,
    phase: wanted.phase,
    how: 'make',
    kind: type.type,
    name: wanted.name,
    id: idBelow(wanted.parent.declared, type.type, wanted.name),
    body: toJson(wanted.body),
    after: keysOf([wanted.parent, ...(wanted.after ?? [])]),
    exclusive: lowerCased(wanted.exclusive),
    expectedSeconds: wanted.expectedSeconds ?? type.seconds.create,
    expectedRemovalSeconds: type.seconds.remove,
  })
}

/** Declares properties that are set on a resource later, because they are known only then. */
export function amend<Type extends ResourceType>(
  type: Type,
  wanted: Placed & { readonly target: Declaration<Type>; readonly body: WithReferences<AmendmentOf<Type>> },
): Declaration<Type> {
  return declaration({
    key: wanted.key,
    phase: wanted.phase,
    how: 'amend',
    kind: type.type,
    name: wanted.target.declared.name,
    id: wanted.target.id,
    body: toJson(wanted.body),
    after: keysOf([wanted.target, ...(wanted.after ?? [])]),
    exclusive: lowerCased(wanted.exclusive),
    expectedSeconds: type.seconds.amend ?? type.seconds.create,
    // What is amended goes away with the resource.
    expectedRemovalSeconds: 0,
  })
}

/** Declares a resource that exists already and is only looked at. */
export function read<Type extends ResourceType>(
  type: Type,
  existing: { readonly key: string; readonly phase: Phase; readonly name: string; readonly id: string },
): Declaration<Type> {
  return declaration({
    ...existing,
    how: 'read',
    kind: type.type,
    body: null,
    after: [],
    exclusive: [],
    expectedSeconds: type.seconds.create,
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
  if (type.startsWith(`${parent.kind}/`)) return `${parent.id}/${type.slice(parent.kind.length + 1)}/${name}`
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
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, toJson(inner)]))
  }
  throw new TypeError(`A body holds a ${typeof value}, which JSON cannot say`)
}
