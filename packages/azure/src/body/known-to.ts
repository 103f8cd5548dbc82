import type { Accepted } from './accepted.ts'

/**
 * Gives a body as it is, for a model that is not flattened. Which model that is follows from where the result is used;
 * that it accepts the body is checked by the compiler.
 */
export function knownTo<Body extends Model, Model>(body: Body & Accepted<Body, Model>): Model {
  return body
}
