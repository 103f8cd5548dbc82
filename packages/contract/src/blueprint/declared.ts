import type { Json } from '../json.ts'
import type { OnSoftDeleted } from '../request/on-soft-deleted.ts'
import type { Phase } from './phase.ts'

/**
 * What brings a declared resource to its state:
 * - `make`: Palisade creates it, owns it and removes it;
 * - `amend`: sets properties of a resource that another entry makes, because they are known only later;
 * - `adjust`: sets properties of a resource that is somebody else's, because the request allows it; never undone;
 * - `read`: it exists already and gives outputs; Palisade never writes it, and fails where it does not fit;
 * - `await`: somebody else makes it, and until then it is waited for; Palisade never writes it;
 * - `check`: nothing comes to be; Azure is asked whether what its body names would stand in the way of the others.
 */
export type Action = 'make' | 'amend' | 'adjust' | 'read' | 'await' | 'check'

/** The kind of what is only checked, which is no type of Azure's. */
export const checkKind = 'Palisade/checks'

/** One Azure resource that should exist, as data. */
export interface Declared {
  /** Unique in its blueprint, and its name for people: `network/egress-routes`. */
  readonly key: string
  readonly phase: Phase
  readonly action: Action
  /** The Azure resource type: `Microsoft.Network/routeTables`. */
  readonly kind: string
  readonly name: string
  /** The ARM id, computed before the first call. */
  readonly id: string
  /**
   * The desired body in the shape of the REST API; a `Reference` may stand for any string in it. Of what is only read:
   * what it must fulfil, or null. Of a check: its `CheckSubject`.
   */
  readonly body: Json
  /**
   * It lives inside something that is not ours. Its name carries what is derived from the workspace's id, so it is known
   * as ours although its parent is not.
   */
  readonly isGuest?: true
  /** One that exists and is not ours is taken over instead of refused, because the request says so. */
  readonly adopts?: true
  /** What the request says to do where Azure keeps a deleted one of this name. Absent: refuse. */
  readonly onSoftDeleted?: Exclude<OnSoftDeleted, 'refuse'>
  /** Keys of resources that must have succeeded first although no reference says so. */
  readonly after: readonly string[]
  /** Azure allows one write at a time to each of these: ARM ids, compared in lower case. */
  readonly exclusive: readonly string[]
  /** Action long Azure usually takes to make it, in seconds. An estimate to plan polls and percentages with. */
  readonly expectedSeconds: number
  /** Action long Azure usually takes to remove it, in seconds. */
  readonly expectedRemovalSeconds: number
}
