import {
  type BodyOf,
  type DirectedRule,
  inRegion,
  type networkSecurityGroup,
  type ServiceTagRule,
} from '@palisade/facts'

/** One rule of a network security group, as Azure wants it. */
export type SecurityRule = BodyOf<typeof networkSecurityGroup>['properties']['securityRules'][number]

/** Lets traffic out to a service of Azure. */
export function allowOutTo(rule: ServiceTagRule, region: string, priority: number): SecurityRule {
  return {
    name: `${rule.name}Out`,
    properties: {
      description: rule.why,
      direction: 'Outbound',
      access: 'Allow',
      priority,
      protocol: rule.protocol,
      sourceAddressPrefix: 'VirtualNetwork',
      sourcePortRange: '*',
      destinationAddressPrefix: inRegion(rule.tag, region),
      destinationPortRanges: [...rule.ports],
    },
  }
}

/**
 * Refuses what no other rule allows. Azure's own last rules would let everything out to the internet and everything
 * through inside the virtual network; these come before them, at the last priority that is ours to give.
 */
export function denyTheRest(direction: 'Inbound' | 'Outbound'): SecurityRule {
  return {
    name: direction === 'Inbound' ? 'DenyAllIn' : 'DenyAllOut',
    properties: {
      description: 'What no rule above allows is refused.',
      direction,
      access: 'Deny',
      priority: 4096,
      protocol: '*',
      sourceAddressPrefix: '*',
      sourcePortRange: '*',
      destinationAddressPrefix: '*',
      destinationPortRange: '*',
    },
  }
}

/** A rule of the facts, with the ranges of this workspace where it has names in braces. */
export function directedRule(
  rule: DirectedRule,
  priority: number,
  ranges: Readonly<Record<string, string>> = {},
): SecurityRule {
  const place = (end: string) => end.replace(/^\{(.+)\}$/, (whole, name: string) => ranges[name] ?? whole)
  return {
    name: rule.name,
    properties: {
      description: rule.why,
      direction: rule.direction,
      access: 'Allow',
      priority,
      protocol: rule.protocol,
      sourceAddressPrefix: place(rule.source),
      sourcePortRange: '*',
      destinationAddressPrefix: place(rule.destination),
      ...(rule.ports === 'all' ? { destinationPortRange: '*' } : { destinationPortRanges: [...rule.ports] }),
    },
  }
}

/** Lets all traffic pass between the machines of one subnet. */
export function amongThemselves(direction: 'Inbound' | 'Outbound', range: string, why: string): SecurityRule {
  return directedRule(
    {
      name: direction === 'Inbound' ? 'AllowNodesIn' : 'AllowNodesOut',
      direction,
      source: range,
      destination: range,
      protocol: '*',
      ports: 'all',
      why,
    },
    100,
  )
}

/** What our deny rule would take away from Azure's default rules. */
export function allowHealthProbes(why: string): SecurityRule {
  return directedRule(
    {
      name: 'AllowHealthProbesIn',
      direction: 'Inbound',
      source: 'AzureLoadBalancer',
      destination: '*',
      protocol: '*',
      ports: 'all',
      why,
    },
    110,
  )
}
