import type { HandOffView } from '../workspaces/hand-off.ts'
import type { Declared } from './declared.ts'

/** All that a workspace consists of. Computed from a request by a pure function; stored; read by many. */
export interface Blueprint {
  /** Raised when the meaning of this format changes, so that an older program refuses a newer blueprint. */
  readonly version: 1
  readonly workspaceId: string
  readonly resources: readonly Declared[]
  /** The keys that a client wants to know when all is made, by the name it is shown under. */
  readonly summary: { readonly workspace: string }
  /** What somebody else has to set up because the request leaves it to them. Absent in blueprints of earlier versions. */
  readonly handOff?: Pick<HandOffView, 'egressRules' | 'routes'>
}
