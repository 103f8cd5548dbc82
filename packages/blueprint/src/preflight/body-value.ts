import type { Json } from '@palisade/contract'

/** What stands in a body at a path; undefined where nothing does. */
export function valueAt(body: Json | undefined, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((inner, name) => (isFields(inner) ? inner[name] : undefined), body)
}

/** The text at a path; undefined where there is none, or where it is known only later. */
export function textAt(body: Json, ...path: readonly string[]): string | undefined {
  const found = valueAt(body, ...path)
  return typeof found === 'string' ? found : undefined
}

/** The number at a path; undefined where there is none. */
export function numberAt(body: Json, ...path: readonly string[]): number | undefined {
  const found = valueAt(body, ...path)
  return typeof found === 'number' ? found : undefined
}

/** The list at a path; empty where there is none. */
export function listAt(body: Json, ...path: readonly string[]): readonly Json[] {
  const found = valueAt(body, ...path)
  return isList(found) ? found : []
}

export function isFields(value: Json | undefined): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}
