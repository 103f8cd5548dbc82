import type { Types } from '../arm/types.ts'
import type { Roles } from '../authorization/permissions.ts'
import type { Faults } from '../faults/faults.ts'
import type { Registrations } from '../governance/registrations.ts'
import type { Quota } from '../quotas/quotas.ts'
import type { Recorder } from '../server/recorder.ts'
import type { TokenSigner } from '../sign-in/token-signer.ts'
import type { Throttle } from '../throttling/throttle.ts'
import type { World } from './world.ts'

/** The simulated Azure: what exists in it, what it knows, and how it was set up. */
export interface Simulation {
  readonly world: World
  readonly types: Types
  /** How many simulated seconds pass in a second. */
  readonly timeScale: number
  /** From 0 to 1: by which share of its usual duration an operation is quicker or slower at most. */
  readonly jitter: number
  /** Signs the tokens that clients sign in with. */
  readonly signer: TokenSigner
  /** Only tokens that were signed here are taken. */
  readonly requiresSignIn: boolean
  /** What goes wrong on demand. */
  readonly faults: Faults
  /** From 0 to 1; the same for the same seed. */
  readonly random: () => number
  /** Which providers each subscription is registered with. */
  readonly registrations: Registrations
  /** What each caller may do; who is not in it may do everything. */
  readonly roles: Roles
  /** How long a role that was given takes to have its effect. */
  readonly roleDelayMs: number
  /** As many items are in one page of a list at most. */
  readonly pageSize: number
  /** How much subscriptions may have from the start on. */
  readonly quotas: readonly Quota[]
  /** Each action that a caller needed, in the words of roles, by object id. */
  readonly actionsAsked: Map<string, Set<string>>
  /** Told of each exchange, after it. */
  readonly recorder?: Recorder
  /** Absent: as many calls as anybody likes. */
  readonly throttle?: Throttle
}
