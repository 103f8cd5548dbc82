import type { Json } from '../json.ts'
import { isReference, type Reference } from './reference.ts'

/** All references in a body, in the order in which they stand. */
export function referencesIn(body: Json): Reference[] {
  if (isReference(body)) return [body]
  if (Array.isArray(body)) return body.flatMap((item: Json) => referencesIn(item))
  if (typeof body === 'object' && body !== null) return Object.values(body).flatMap((item) => referencesIn(item))
  return []
}
