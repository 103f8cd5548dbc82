import { type BodyOf, inRegion, type networkSecurityGroup, type ServiceTagRule } from '@palisade/facts'

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
