import type { Types } from '../arm/types.ts'
import type { Throttle } from '../throttling/throttle.ts'
import type { World } from './world.ts'

/** The simulated Azure: what exists in it, what it knows, and how it was set up. */
export interface Simulation {
  readonly world: World
  readonly types: Types
  /** How many simulated seconds pass in a second. */
  readonly timeScale: number
  /** Absent: as many calls as anybody likes. */
  readonly throttle?: Throttle
}
