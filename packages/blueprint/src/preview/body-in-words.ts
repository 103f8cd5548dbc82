import { isReference, type Json } from '@palisade/contract'

/** A body for people: what is not known before another resource exists says so, and ids are shown as they will be. */
export function bodyInWords(body: Json, idOf: (key: string) => string): Json {
  if (isReference(body)) {
    const { of, name } = body.$output
    return name === 'id' ? idOf(of) : `known after ${of} exists (${name})`
  }
  if (Array.isArray(body)) return body.map((item: Json) => bodyInWords(item, idOf))
  if (typeof body === 'object' && body !== null) {
    return Object.fromEntries(Object.entries(body).map(([name, inner]) => [name, bodyInWords(inner, idOf)]))
  }
  return body
}
