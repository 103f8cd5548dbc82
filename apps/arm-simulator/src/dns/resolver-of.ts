import { read } from '../json/read.ts'
import { parseIpRange } from '../network/ip-range.ts'
import { subnetPrefix } from '../network/subnet-addresses.ts'
import { firewallAt, isDnsProxy, networkOfFirewall, serversOfProxy } from '../network/traffic/dns-proxy.ts'
import { letsOut } from '../network/traffic/judge-security-group.ts'
import { securityGroupOf } from '../network/traffic/way-out.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'

/** Who answers questions for names: Azure, with the zones of a network; a server that is not here; or nobody. */
export type Resolver = { readonly zonesOf: Resource } | { readonly isUnknown: true } | { readonly why: string }

/** Who answers what a machine in a subnet asks. A server that somebody runs is believed to know the private names. */
export function resolverOf(subnet: Resource, world: World): Resolver {
  const network = world.get(subnet.parent)
  if (network === undefined) return { isUnknown: true }
  const [server] = read.texts(network.body, 'properties', 'dhcpOptions', 'dnsServers')
  // Azure's own server at 168.63.129.16 is reached whatever a security group says.
  if (server === undefined || server === '168.63.129.16') return { zonesOf: network }
  const from = parseIpRange(subnetPrefix(subnet.body))
  const group = securityGroupOf(subnet, world)
  if (
    group !== undefined &&
    from !== undefined &&
    !letsOut(group, { protocol: 'Udp', port: 53, from, to: { address: server } })
  )
    return { why: `the network security group ${group.id} denies UDP 53 to the DNS server ${server}` }
  const found = firewallAt(server, network.key, world)
  if (found === undefined) return { isUnknown: true }
  const { firewall, isReached } = found
  const place = networkOfFirewall(firewall, world)
  if (!isReached || place === undefined)
    return { why: `the subnet ${subnet.id} does not reach the DNS server ${server}` }
  if (!isDnsProxy(firewall, world))
    return { why: `the firewall ${firewall.id} is the DNS server of the network and is no DNS proxy` }
  // The proxy asks from where it lies, so the links of that network count.
  return serversOfProxy(firewall, world).length > 0 ? { isUnknown: true } : { zonesOf: place }
}
