import { isReference, type Json } from '@palisade/contract'

/** A reference whose value is not there although its step may begin: a fault of the blueprint or of a gateway kind. */
export class UnresolvedReference extends Error {
  constructor(of: string, name: string) {
    super(`The output ${name} of ${of} is not known.`)
    this.name = 'UnresolvedReference'
  }
}

/**
 * The body with each reference replaced by its value.
 * @param outputs what the steps that came before gave, by their keys; every step gives at least its `id`.
 * @throws UnresolvedReference
 */
export function resolveReferences(body: Json, outputs: ReadonlyMap<string, Readonly<Record<string, string>>>): Json {
  if (isReference(body)) {
    const { of, name } = body.$output
    const value = outputs.get(of)?.[name]
    if (value === undefined) throw new UnresolvedReference(of, name)
    return value
  }
  if (Array.isArray(body)) return body.map((item: Json) => resolveReferences(item, outputs))
  if (typeof body === 'object' && body !== null) {
    return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, resolveReferences(value, outputs)]))
  }
  return body
}
