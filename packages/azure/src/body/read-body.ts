import type { Json } from '@palisade/contract'
import type { Static, TSchema } from 'typebox'
import { Value } from 'typebox/value'

/** Reads a stored body. One that does not fit its schema was not written by our blueprint: a bug, so an `Error`. */
export function readBody<Schema extends TSchema>(schema: Schema, body: Json, what: string): Static<Schema> {
  const value: unknown = body
  if (Value.Check(schema, value)) return value
  const [first] = Value.Errors(schema, value)
  throw new Error(`The body of ${what} does not fit its type: ${first?.instancePath || '/'} ${first?.message ?? ''}`)
}
