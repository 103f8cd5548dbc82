import { type azureFirewall, virtualNetwork } from '@palisade/facts'
import { amend, type Declaration } from '../declare.ts'

/**
 * Makes the network ask the firewall for names. The firewall asks Azure in turn and so sees the private zones; and an
 * application rule then knows which name a connection is for, because the same firewall has resolved it.
 */
export function dnsServers(network: Declaration<typeof virtualNetwork>, firewall: Declaration<typeof azureFirewall>) {
  return amend(virtualNetwork, {
    key: 'network/dns-servers',
    phase: 'network',
    target: network,
    exclusive: [network.id],
    body: { properties: { dhcpOptions: { dnsServers: [firewall.output('privateIp')] } } },
  })
}
