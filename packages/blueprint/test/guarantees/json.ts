import { isReference, type Json } from '@palisade/contract'

/** What stands in a body at a path; undefined where nothing does. */
export function at(json: Json | undefined, ...path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((inner, name) => {
    if (typeof inner !== 'object' || inner === null || isList(inner)) return undefined
    return inner[name]
  }, json)
}

/** The list at a path; empty where there is none. */
export function listAt(json: Json | undefined, ...path: readonly string[]): readonly Json[] {
  const found = at(json, ...path)
  return found !== undefined && isList(found) ? found : []
}

/** The text at a path; empty where there is none. */
export function textAt(json: Json | undefined, ...path: readonly string[]): string {
  const found = at(json, ...path)
  return typeof found === 'string' ? found : ''
}

/** The key of the resource that a reference at a path leads to. */
export function keyAt(json: Json | undefined, ...path: readonly string[]): string | undefined {
  const found = at(json, ...path)
  return found !== undefined && isReference(found) ? found.$output.of : undefined
}

function isList(json: Json): json is readonly Json[] {
  return Array.isArray(json)
}
