import type { TSchema } from 'typebox'

/** The headers that answers carry, in words. */
const headerWords = {
  location: 'Where the thing that this answer speaks of is.',
  'operation-location': 'Where the job can be watched.',
  'retry-after': 'Seconds after which asking again makes sense.',
  'idempotency-replayed': '"true" when the same request was accepted before under the same idempotency key.',
  etag: 'Changes with what the answer says; send it back in If-None-Match.',
  'content-type': 'What follows.',
} as const

/** Keeps the schema's type, by which the compiler checks what a route sends. */
interface Answer<Body extends TSchema> {
  readonly description: string
  readonly headers: object
  readonly content: { readonly 'application/json': { readonly schema: Body } }
}

/** An answer that is not a problem: what it means, the headers it carries, and its body. */
export function answer<Body extends TSchema>(
  description: string,
  schema: Body,
  headers: readonly (keyof typeof headerWords)[] = [],
): Answer<Body> {
  return {
    description,
    headers: Object.fromEntries(
      headers.map((name) => [
        name,
        { type: name === 'retry-after' ? 'integer' : 'string', description: headerWords[name] },
      ]),
    ),
    content: { 'application/json': { schema } },
  }
}
