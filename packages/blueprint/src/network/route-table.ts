import { type azureFirewall, type resourceGroup, routeTable } from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'

/** Sends everything that leaves the compute through the firewall. Private endpoints have longer routes and win. */
export function egressRouteTable(
  site: Site,
  group: Declaration<typeof resourceGroup>,
  firewall: Declaration<typeof azureFirewall>,
) {
  return declare(routeTable, {
    key: 'network/egress-routes',
    phase: 'network',
    parent: group,
    name: site.names.egressRoutes,
    body: {
      location: site.region,
      tags: site.tags,
      properties: {
        // A route learned from a gateway would be a way round the firewall.
        disableBgpRoutePropagation: true,
        routes: [
          {
            name: 'default',
            properties: {
              addressPrefix: '0.0.0.0/0',
              nextHopType: 'VirtualAppliance',
              nextHopIpAddress: firewall.output('privateIp'),
            },
          },
        ],
      },
    },
  })
}
