import { type networkSecurityGroup, type routeTable, subnet, type virtualNetwork } from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'

/**
 * Where the compute is. It is made only when its route to the firewall is, so that nothing is ever in it that has
 * another way out. Azure ML refuses compute without a public IP where either network policy is on.
 */
export function trainingSubnet(
  site: Site,
  network: Declaration<typeof virtualNetwork>,
  rules: Declaration<typeof networkSecurityGroup>,
  egressRoutes: Declaration<typeof routeTable>,
) {
  return declare(subnet, {
    key: 'network/training-subnet',
    phase: 'network',
    parent: network,
    name: site.names.trainingSubnet,
    exclusive: [network.id],
    body: {
      properties: {
        addressPrefix: site.addresses.training.addressPrefix,
        defaultOutboundAccess: false,
        networkSecurityGroup: { id: rules.ref },
        routeTable: { id: egressRoutes.ref },
        privateEndpointNetworkPolicies: 'Disabled',
        privateLinkServiceNetworkPolicies: 'Disabled',
      },
    },
  })
}
