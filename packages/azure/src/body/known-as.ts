import type { Accepted } from './accepted.ts'

/**
 * Gives a body as it is, checked by the compiler against a model that is not flattened: for what is sent by id, past an
 * SDK whose types still say what is right, or in place of one that is not there.
 */
export function knownAs<Model>() {
  return <Body extends object>(body: Body & Accepted<Body, Model>): Body => body
}
