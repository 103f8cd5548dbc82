import type { NetworkSecurityGroup, SecurityRule } from '@azure/arm-network'
import { isWithin } from '../kinds/is-within.ts'
import { overlap } from './ranges.ts'

/** Traffic between a subnet and a service of Azure. */
export interface Flow {
  readonly direction: 'Inbound' | 'Outbound'
  /** The service tag, of the region where it has regions: `Storage.westeurope`. */
  readonly tag: string
  readonly protocol: 'Tcp' | 'Udp'
  readonly port: number
}

/**
 * What a security group does with a flow. `unclear`: it ends at a rule that denies it, but before that comes one that
 * allows ranges of addresses, and whether those are the service's is not to be seen.
 */
export type Decision = 'allowed' | 'denied' | 'unclear'

/** Goes through the rules as Azure does: by priority, and the first that applies decides. */
export function decide(group: NetworkSecurityGroup, ranges: readonly string[], flow: Flow): Decision {
  const rules = [...(group.securityRules ?? []), ...(group.defaultSecurityRules ?? [])]
    .filter((rule) => rule.direction === flow.direction && coversPort(rule, flow))
    .filter((rule) => coversProtocol(rule, flow) && isAboutSubnet(rule, ranges, flow))
    .sort((one, other) => (one.priority ?? 0) - (other.priority ?? 0))
  let allowsAddresses = false
  for (const rule of rules) {
    const ends = remoteEnds(rule, flow)
    if (ends.some((end) => covers(end, flow.tag))) {
      if (rule.access === 'Allow') return 'allowed'
      return allowsAddresses ? 'unclear' : 'denied'
    }
    allowsAddresses ||= rule.access === 'Allow' && ends.some(isRange)
  }
  // A group that Azure gives without its default rules: those let everything out and nothing in.
  return flow.direction === 'Outbound' ? 'allowed' : 'denied'
}

/** Whether an end of a rule holds all addresses of a service tag. */
function covers(end: string, tag: string): boolean {
  const [name = '', region] = tag.toLowerCase().split('.')
  const everything = ['*', '0.0.0.0/0', 'internet', 'azurecloud', tag.toLowerCase()]
  return [...everything, name, `azurecloud.${region}`].includes(end.toLowerCase())
}

function isRange(end: string): boolean {
  return /^\d/.test(end)
}

/** A rule for groups of applications applies to none of the nodes that Azure ML makes. */
function isAboutSubnet(rule: SecurityRule, ranges: readonly string[], { direction }: Flow): boolean {
  const groups =
    direction === 'Outbound' ? rule.sourceApplicationSecurityGroups : rule.destinationApplicationSecurityGroups
  if (groups !== undefined && groups.length > 0) return false
  const ends =
    direction === 'Outbound'
      ? endsOf(rule.sourceAddressPrefix, rule.sourceAddressPrefixes)
      : endsOf(rule.destinationAddressPrefix, rule.destinationAddressPrefixes)
  return ends.some((end) => {
    if (!isRange(end)) return end === '*' || end.toLowerCase() === 'virtualnetwork'
    // What is denied to a part of the subnet is denied to some node; what is allowed has to be allowed to all.
    return ranges.every((range) => (rule.access === 'Deny' ? overlap(end, range) : isWithin(range, [end])))
  })
}

function remoteEnds(rule: SecurityRule, { direction }: Flow): string[] {
  return direction === 'Outbound'
    ? endsOf(rule.destinationAddressPrefix, rule.destinationAddressPrefixes)
    : endsOf(rule.sourceAddressPrefix, rule.sourceAddressPrefixes)
}

/** Azure keeps a single value in the one property and several in the other. */
function endsOf(single: string | undefined, several: readonly string[] | undefined): string[] {
  return [...(single === undefined || single === '' ? [] : [single]), ...(several ?? [])]
}

function coversPort(rule: SecurityRule, { port }: Flow): boolean {
  return endsOf(rule.destinationPortRange, rule.destinationPortRanges).some((range) => {
    if (range === '*') return true
    const [first, last = first] = range.split('-').map(Number)
    return first !== undefined && last !== undefined && first <= port && port <= last
  })
}

function coversProtocol({ protocol }: SecurityRule, flow: Flow): boolean {
  return protocol === undefined || protocol === '*' || protocol.toLowerCase() === flow.protocol.toLowerCase()
}
