import type { Accepted } from './accepted.ts'
import type { Flat } from './flat.ts'

/**
 * Gives a body in the shape of the REST API as the model of a modular SDK. Which model that is follows from where the
 * result is used; that it accepts the body is checked by the compiler.
 */
export function flatten<Body extends object, Model>(body: Body & Accepted<Flat<Body>, Model>): Model {
  // `lift` does at run time what `Flat` says; TypeScript cannot follow it there, and `Accepted` has checked the rest.
  return lift(body) as Model
}

function lift(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lift)
  if (typeof value !== 'object' || value === null) return value
  const lifted: Record<string, unknown> = {}
  for (const [name, item] of Object.entries(value)) {
    if (name === 'properties' && typeof item === 'object' && item !== null) Object.assign(lifted, lift(item))
    else lifted[name] = lift(item)
  }
  return lifted
}
