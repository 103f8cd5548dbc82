import type { Json } from '@palisade/contract'

/** Writes a value so that equal values give equal texts: the fields of objects in the order of their names. */
export function canonicalJson(value: Json): string {
  return JSON.stringify(value, (_name, inner: Json) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
