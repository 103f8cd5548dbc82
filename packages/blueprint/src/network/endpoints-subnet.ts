import { type networkSecurityGroup, subnet, type virtualNetwork } from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'

/**
 * Where the private endpoints are. It has no route to the firewall: endpoints begin no connections, and waiting for the
 * firewall would delay them by minutes.
 *
 * Azure ML asks for network policies to be off. While they are, Azure does not apply the security group to traffic of
 * private endpoints, only to whatever else is put here; the group takes full effect when the policies are turned on.
 */
export function endpointsSubnet(
  site: Site,
  network: Declaration<typeof virtualNetwork>,
  rules: Declaration<typeof networkSecurityGroup>,
) {
  return declare(subnet, {
    key: 'network/endpoints-subnet',
    phase: 'network',
    parent: network,
    name: site.names.endpointsSubnet,
    exclusive: [network.id],
    body: {
      properties: {
        addressPrefix: site.addresses.endpoints.addressPrefix,
        defaultOutboundAccess: false,
        networkSecurityGroup: { id: rules.ref },
        privateEndpointNetworkPolicies: 'Disabled',
        privateLinkServiceNetworkPolicies: 'Disabled',
      },
    },
  })
}
