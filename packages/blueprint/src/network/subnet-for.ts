import type { resourceGroup, subnet, virtualNetwork } from '@palisade/facts'
import type { Add } from '../collect.ts'
import type { Declaration } from '../declare.ts'
import type { Given } from '../ground/given.ts'
import type { Site } from '../site.ts'
import { endpointsRules } from './endpoints-rules.ts'
import { hostsRules } from './hosts-rules.ts'
import { egressRoutes } from './route-table.ts'
import { scoringRules } from './scoring-rules.ts'
import { serviceEndpoints } from './service-endpoints.ts'
import { adjustSubnet, type Connections, makeSubnet, subnetKeys } from './subnet.ts'
import { hasPublicCompute, trainingRules } from './training-rules.ts'
import type { WayOut } from './way-out.ts'

/** Where a network is built. */
export interface NetworkGround {
  readonly group: Declaration<typeof resourceGroup>
  readonly network: Declaration<typeof virtualNetwork>
  readonly given: Given
}

type Use = 'endpoints' | 'training' | 'scoring' | 'hosts'

/** The subnet for a use: one of our own with its rules and routes, or the one that the request names. */
export function subnetFor(
  site: Site,
  add: Add,
  { group, network, given }: NetworkGround,
  use: Use,
  wayOut: WayOut,
): Declaration<typeof subnet> {
  const existing = given.subnets.get(use)
  if (existing === undefined) return add(makeSubnet(site, network, use, connect(site, add, group, use, wayOut)))
  if (site.request.network?.existing?.mayAdjust !== true) return existing
  return add(adjustSubnet(network, existing, subnetKeys[use], use === 'training' ? serviceEndpoints(site) : []))
}

function connect(
  site: Site,
  add: Add,
  group: Declaration<typeof resourceGroup>,
  use: Use,
  wayOut: WayOut,
): Connections {
  const routed = (use: 'training' | 'scoring' | 'hosts', hasPublicIps: boolean) => {
    const routes = egressRoutes(site, group, { use, hasPublicIps }, wayOut)
    return { routes: routes === undefined ? undefined : add(routes), wayOut }
  }
  switch (use) {
    case 'endpoints':
      // No route to the firewall: endpoints begin no connections, and waiting for it would delay them by minutes.
      return { rules: add(endpointsRules(site, group)) }
    case 'training':
      return {
        rules: add(trainingRules(site, group, wayOut)),
        ...routed('training', hasPublicCompute(site)),
        wayOut: { ...wayOut, natGateway: wayOut.natGateway ?? wayOut.besideNextHop },
        serviceEndpoints: serviceEndpoints(site),
      }
    case 'scoring':
      return { rules: add(scoringRules(site, group, wayOut)), ...routed('scoring', false) }
    case 'hosts':
      return { rules: add(hostsRules(site, group, wayOut)), ...routed('hosts', false) }
  }
}
