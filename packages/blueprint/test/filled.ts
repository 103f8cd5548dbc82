import { isReference, type Json } from '@palisade/contract'

/** A body as it would be sent: each reference replaced by a value. */
export function filled(body: Json): Json {
  if (isReference(body)) return `value-of-${body.$output.of}-${body.$output.name}`
  if (Array.isArray(body)) return body.map(filled)
  if (typeof body === 'object' && body !== null) {
    return Object.fromEntries(Object.entries(body).map(([name, inner]) => [name, filled(inner)]))
  }
  return body
}

/** Every property in a body, at any depth, with its name. */
export function propertiesIn(body: Json): [string, Json][] {
  if (Array.isArray(body)) return body.flatMap(propertiesIn)
  if (typeof body !== 'object' || body === null) return []
  return Object.entries(body).flatMap(([name, inner]): [string, Json][] => [[name, inner], ...propertiesIn(inner)])
}
