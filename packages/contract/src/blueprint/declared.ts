import type { Json } from '../json.ts'
import type { Phase } from './phase.ts'

/**
 * How a declared resource comes to its state:
 * - `make`: Palisade creates it, owns it and removes it;
 * - `amend`: sets properties of a resource that another entry makes, because they are known only later;
 * - `read`: it exists already and gives outputs; Palisade never writes it.
 */
export type How = 'make' | 'amend' | 'read'

/** One Azure resource that should exist, as data. */
export interface Declared {
  /** Unique in its blueprint, and its name for people: `network/egress-routes`. */
  readonly key: string
  readonly phase: Phase
  readonly how: How
  /** The Azure resource type: `Microsoft.Network/routeTables`. */
  readonly kind: string
  readonly name: string
  /** The ARM id, computed before the first call. */
  readonly id: string
  /** The desired body in the shape of the REST API; a `Reference` may stand for any string in it. */
  readonly body: Json
  /** Keys of resources that must have succeeded first although no reference says so. */
  readonly after: readonly string[]
  /** Azure allows one write at a time to each of these: ARM ids, compared in lower case. */
  readonly exclusive: readonly string[]
  /** How long Azure usually takes to make it, in seconds. An estimate to plan polls and percentages with. */
  readonly expectedSeconds: number
  /** How long Azure usually takes to remove it, in seconds. */
  readonly expectedRemovalSeconds: number
}
