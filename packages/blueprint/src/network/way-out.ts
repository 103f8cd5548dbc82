import type { Reference } from '@palisade/contract'
import type { natGateway } from '@palisade/facts'
import type { Declaration } from '../declare.ts'

/** How traffic leaves the network. */
export interface WayOut {
  /** The address that the default route leads to; undefined where there is no such route. */
  readonly nextHop: string | Reference | undefined
  readonly natGateway: Declaration<typeof natGateway> | undefined
  /** For the compute subnet alone: what goes to Azure ML past the next hop. */
  readonly besideNextHop?: Declaration<typeof natGateway>
  /** Whether hosts are told apart by their names on the way. */
  readonly filtersHosts: boolean
}
