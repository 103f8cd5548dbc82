import type { Blueprint } from '@palisade/contract'
import { type HostRule, inRegion, publicIpComputeRoute, type ServiceTagRule } from '@palisade/facts'
import { type FirewallRules, firewallRules } from '../firewall/firewall-rules.ts'
import { hasPublicCompute } from '../network/training-rules.ts'
import type { Site } from '../site.ts'

type HandOff = NonNullable<Blueprint['handOff']>
type EgressRule = HandOff['egressRules'][number]

const protocols = { Tcp: 'TCP', Udp: 'UDP', '*': 'Any' } as const

/** The rules and routes that we do not write ourselves, because a product or a policy of somebody else holds them. */
export function plannedHandOff(site: Site): HandOff {
  return { egressRules: isFilteredElsewhere(site) ? egressRules(site) : [], routes: routes(site) }
}

function isFilteredElsewhere({ choices, request }: Site): boolean {
  return (
    choices.egress === 'appliance' ||
    (choices.egress === 'existingAzureFirewall' && request.egress?.policyId === undefined)
  )
}

function egressRules(site: Site): EgressRule[] {
  return firewallRules(site).flatMap(({ from, services, hosts, name }: FirewallRules) => {
    const sources = [site.range(from).addressPrefix]
    return [
      ...services.map((rule) => serviceRule(site, name, rule, sources)),
      ...hosts.map((rule) => hostRule(site, name, rule, sources)),
    ]
  })
}

function serviceRule(site: Site, group: string, rule: ServiceTagRule, sources: string[]): EgressRule {
  return {
    name: `${group}/${rule.name}`,
    kind: 'serviceTag',
    destinations: [inRegion(rule.tag, site.region)],
    protocol: protocols[rule.protocol],
    ports: [...rule.ports],
    sources,
    why: rule.why,
  }
}

function hostRule(site: Site, group: string, rule: HostRule, sources: string[]): EgressRule {
  return {
    name: `${group}/${rule.name}`,
    kind: 'host',
    destinations: rule.hosts.map((host) => inRegion(host, site.region)),
    protocol: 'TCP',
    ports: rule.ports.map(String),
    sources,
    why: rule.why,
  }
}

/** Existing subnets keep their own routes, so their owner sets these. */
function routes(site: Site): HandOff['routes'] {
  const { network, egress } = site.request
  const keepsOwn = network?.existing?.subnets?.training !== undefined
  if (
    !keepsOwn ||
    !site.choices.hasComputeInNetwork ||
    !['appliance', 'existingAzureFirewall'].includes(site.choices.egress)
  ) {
    return []
  }
  const nextHop = egress?.nextHop ?? 'the private address of the firewall'
  const { name, addressPrefix, nextHopType } = publicIpComputeRoute
  return [
    { name: 'default', destination: '0.0.0.0/0', nextHop },
    ...(hasPublicCompute(site) ? [{ name, destination: addressPrefix, nextHop: nextHopType }] : []),
  ]
}
