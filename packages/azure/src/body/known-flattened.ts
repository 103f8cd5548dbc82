import type { Accepted } from './accepted.ts'
import type { Flat } from './flat.ts'

/**
 * Gives a body as it is, checked by the compiler against a flattened model: for what is sent by id, past an SDK whose
 * types still say what is right.
 */
export function knownFlattened<Model>() {
  return <Body extends object>(body: Body & Accepted<Flat<Body>, Model>): Body => body
}
