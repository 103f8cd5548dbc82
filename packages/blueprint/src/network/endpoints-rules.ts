import { networkSecurityGroup, privateEndpointPorts, type resourceGroup } from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'
import { denyTheRest } from './security-rules.ts'

/** What may reach the private endpoints: HTTPS and SMB from inside. Endpoints only answer, so nothing begins there. */
export function endpointsRules(site: Site, group: Declaration<typeof resourceGroup>) {
  return declare(networkSecurityGroup, {
    key: 'network/endpoints-rules',
    phase: 'network',
    parent: group,
    name: site.names.rules('endpoints'),
    body: {
      location: site.region,
      tags: site.tags,
      properties: {
        securityRules: [
          {
            name: 'AllowEndpointsIn',
            properties: {
              description: 'The private endpoints, from inside the network and what is peered with it.',
              direction: 'Inbound',
              access: 'Allow',
              priority: 100,
              protocol: 'Tcp',
              sourceAddressPrefix: 'VirtualNetwork',
              sourcePortRange: '*',
              destinationAddressPrefix: site.range('endpoints').addressPrefix,
              destinationPortRanges: [...privateEndpointPorts],
            },
          },
          denyTheRest('Inbound'),
          denyTheRest('Outbound'),
        ],
      },
    },
  })
}
