import { publicIpComputeRoute, type resourceGroup, routeTable } from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'
import type { WayOut } from './way-out.ts'

/**
 * Sends everything that leaves a subnet through the firewall or appliance. Private endpoints have longer routes and win.
 * Undefined where there is none.
 */
export function egressRoutes(
  site: Site,
  group: Declaration<typeof resourceGroup>,
  of: { readonly use: 'training' | 'scoring' | 'hosts'; readonly hasPublicIps: boolean },
  { nextHop }: WayOut,
) {
  if (nextHop === undefined) return undefined
  return declare(routeTable, {
    key: of.use === 'training' ? 'network/egress-routes' : `network/${of.use}-routes`,
    phase: 'network',
    parent: group,
    name: of.use === 'training' ? site.names.egressRoutes : site.names.routes(of.use),
    body: {
      location: site.region,
      tags: site.tags,
      properties: {
        // A route learned from a gateway would be a way round the firewall.
        disableBgpRoutePropagation: true,
        routes: [
          {
            name: 'default',
            properties: { addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: nextHop },
          },
          ...(of.hasPublicIps ? [publicRoute()] : []),
        ],
      },
    },
  })
}

function publicRoute() {
  const { name, addressPrefix, nextHopType } = publicIpComputeRoute
  return { name, properties: { addressPrefix, nextHopType } }
}
