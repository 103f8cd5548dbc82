import type { resourceGroup, virtualNetwork } from '@palisade/facts'
import { hasPublicIp } from '../choices.ts'
import type { Add } from '../collect.ts'
import type { Declaration } from '../declare.ts'
import type { Given } from '../ground/given.ts'
import { dnsServers } from '../network/dns-servers.ts'
import { firewallSubnet } from '../network/firewall-subnet.ts'
import { publicIp } from '../network/public-ip.ts'
import { hasPublicCompute } from '../network/training-rules.ts'
import { requestedDnsServers } from '../network/virtual-network.ts'
import type { WayOut } from '../network/way-out.ts'
import type { Site } from '../site.ts'
import { azureFirewall } from './azure-firewall.ts'
import { firewallRules } from './firewall-rules.ts'
import { natGateway } from './nat-gateway.ts'
import { firewallPolicy } from './policy.ts'
import { ruleGroup } from './rule-group.ts'

interface Ground {
  readonly group: Declaration<typeof resourceGroup>
  readonly network: Declaration<typeof virtualNetwork>
  readonly given: Given
}

interface MadeWayOut extends WayOut {
  /** What answers names, where compute has to wait for it. */
  readonly resolver?: Declaration
  /** The rules that open an existing firewall. Nodes need them, and nothing else waits for them. */
  readonly rules?: readonly Declaration[]
}

/** Makes what traffic leaves the network through, with all its rules. */
export function makeWayOut(site: Site, add: Add, ground: Ground): MadeWayOut {
  const wayOut = mainWayOut(site, add, ground)
  if (wayOut.nextHop === undefined || ground.given.subnets.has('training') || !mixesAddresses(site)) return wayOut
  return { ...wayOut, besideNextHop: makeNatGateway(site, add, ground) }
}

function mainWayOut(site: Site, add: Add, ground: Ground): MadeWayOut {
  switch (site.choices.egress) {
    case 'azureFirewall':
      return ownFirewall(site, add, ground)
    case 'existingAzureFirewall': {
      const { firewall, policy } = ground.given
      if (firewall === undefined) throw new RangeError('An existing firewall has to be named')
      const rules = policy === undefined ? [] : firewallRules(site).map((group) => add(ruleGroup(site, policy, group)))
      return { nextHop: firewall.output('privateIp'), natGateway: undefined, filtersHosts: true, rules }
    }
    case 'appliance':
      return { nextHop: site.request.egress?.nextHop, natGateway: undefined, filtersHosts: true }
    case 'natGateway':
      return { nextHop: undefined, natGateway: makeNatGateway(site, add, ground), filtersHosts: false }
    case 'none':
      return { nextHop: undefined, natGateway: undefined, filtersHosts: false }
  }
}

function makeNatGateway(site: Site, add: Add, { group }: Ground) {
  const name = site.names.natPublicIp
  const address = publicIp(site, group, { key: 'firewall/nat-public-ip', phase: 'firewall', name })
  return add(natGateway(site, group, add(address)))
}

/**
 * Whether computes with public addresses share a subnet with others that have none. Azure ML answers the former past the
 * firewall, by a route that is the whole subnet's, and there the others would have no way out.
 */
function mixesAddresses(site: Site): boolean {
  const { clusters = [], instances = [] } = site.request.compute ?? {}
  const hasPrivate = [...clusters, ...instances].some(
    (compute) => compute.subnetId === undefined && !hasPublicIp(site.request, compute),
  )
  return hasPrivate && hasPublicCompute(site)
}

function ownFirewall(site: Site, add: Add, { group, network }: Ground) {
  const subnet = add(firewallSubnet(site, network))
  const address = add(
    publicIp(site, group, { key: 'firewall/public-ip', phase: 'firewall', name: site.names.firewallPublicIp }),
  )
  const policy = add(firewallPolicy(site, group))
  const rules = firewallRules(site).map((rules) => add(ruleGroup(site, policy, rules)))
  const firewall = add(azureFirewall(site, { group, subnet, publicIp: address, policy, rules }))
  const nextHop = firewall.output('privateIp')
  const wayOut = { nextHop, natGateway: undefined, filtersHosts: true }
  if (requestedDnsServers(site).length > 0) return wayOut
  return { ...wayOut, resolver: add(dnsServers(network, firewall)) }
}
