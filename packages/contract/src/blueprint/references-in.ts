import type { Json } from '../json.ts'
import { isReference, type Reference } from './reference.ts'

/** What was found in a body. Bodies never change, and the checks, the order and the plan of one request ask for each anew. */
const known = new WeakMap<object, readonly Reference[]>()

/** All references in a body, in the order in which they stand. */
export function referencesIn(body: Json): readonly Reference[] {
  if (typeof body !== 'object' || body === null) return []
  const earlier = known.get(body)
  if (earlier !== undefined) return earlier
  const found: Reference[] = []
  collect(body, found)
  known.set(body, found)
  return found
}

function collect(body: Json, found: Reference[]): void {
  if (typeof body !== 'object' || body === null) return
  if (isReference(body)) found.push(body)
  else for (const item of Object.values(body)) collect(item, found)
}
