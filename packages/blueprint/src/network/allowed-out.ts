import { privateEndpointPorts, privateRanges, type ServiceTagRule } from '@palisade/facts'
import type { Site } from '../site.ts'
import { neededSubnets } from './needed-subnets.ts'
import { allowOutTo, type SecurityRule } from './security-rules.ts'
import { requestedDnsServers } from './virtual-network.ts'
import type { WayOut } from './way-out.ts'

/**
 * What a security group lets out beside the services of Azure: to the private endpoints, to whom names are asked of, and
 * to hosts on the internet.
 *
 * A security group sees the final destination and knows no host names. Where the way out leads through a firewall, each
 * host name is either allowed or not there, so HTTPS may leave the subnet. Where nothing on the way knows names, HTTPS
 * leaves only if the request opens hosts by name.
 */
export function allowedOut(site: Site, wayOut: WayOut): SecurityRule[] {
  return [...endpoints(site), ...dns(site), ...hosts(site, wayOut)]
}

function out(site: Site, priority: number, rule: ServiceTagRule): SecurityRule {
  return allowOutTo(rule, site.region, priority)
}

function endpoints(site: Site): SecurityRule[] {
  if (!neededSubnets(site).includes('endpoints')) return []
  return [
    out(site, 300, {
      name: 'AllowEndpoints',
      tag: site.range('endpoints').addressPrefix,
      protocol: 'Tcp',
      ports: privateEndpointPorts,
      why: 'The private endpoints.',
    }),
  ]
}

/** A network with a DNS server of its own asks that one, and security groups do apply to it. */
function dns(site: Site): SecurityRule[] {
  const servers = requestedDnsServers(site)
  if (servers.length > 0) {
    return servers.map((server, index) =>
      out(site, 310 + index, {
        name: index === 0 ? 'AllowDns' : `AllowDns${index + 1}`,
        tag: server,
        protocol: '*',
        ports: ['53'],
        why: 'The DNS servers of the network.',
      }),
    )
  }
  // An existing network may have servers of its own that the request does not name. They are read only when it is built.
  if (site.request.network?.existing !== undefined) {
    return privateRanges.map((range, index) =>
      out(site, 310 + index, {
        name: index === 0 ? 'AllowDns' : `AllowDns${index + 1}`,
        tag: range,
        protocol: '*',
        ports: ['53'],
        why: 'The DNS servers of the existing network, which the request does not name.',
      }),
    )
  }
  if (site.choices.egress !== 'azureFirewall') return []
  return [
    out(site, 310, {
      name: 'AllowDns',
      tag: site.range('firewall').addressPrefix,
      protocol: '*',
      ports: ['53'],
      why: 'The firewall answers the DNS questions of the network.',
    }),
  ]
}

function hosts(site: Site, { filtersHosts }: WayOut): SecurityRule[] {
  const { allow = [], allowHosts = [] } = site.request.egress ?? {}
  if (!filtersHosts && allow.length + allowHosts.length === 0) return []
  return [
    out(site, 320, {
      name: filtersHosts ? 'AllowHttpsThroughFirewall' : 'AllowHttps',
      tag: 'Internet',
      protocol: 'Tcp',
      ports: ['443'],
      why: filtersHosts
        ? 'The route leads to the firewall, which allows hosts by name.'
        : 'The request opens hosts by name, and nothing on the way out knows names.',
    }),
  ]
}
