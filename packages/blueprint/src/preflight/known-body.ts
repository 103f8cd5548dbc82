import { isReference, type Json } from '@palisade/contract'
import { isFields } from './body-value.ts'

/**
 * What is known of a body before anything is made: ids are, because they are computed; what only Azure can give is left
 * out.
 */
export function knownBody(body: Json, idOf: (key: string) => string | undefined): Json {
  return known(body, idOf) ?? {}
}

function known(value: Json, idOf: (key: string) => string | undefined): Json | undefined {
  if (isReference(value)) return value.$output.name === 'id' ? idOf(value.$output.of) : undefined
  if (isFields(value)) {
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, inner]): [string, Json][] => {
        const kept = known(inner, idOf)
        return kept === undefined ? [] : [[name, kept]]
      }),
    )
  }
  if (typeof value === 'object' && value !== null) return value.flatMap((item: Json) => known(item, idOf) ?? [])
  return value
}
