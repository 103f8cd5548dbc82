import { keyOf } from '../arm/resource-id.ts'
import { lookUp } from '../dns/look-up.ts'
import { resolverOf } from '../dns/resolver-of.ts'
import { read } from '../json/read.ts'
import { parseIpRange } from '../network/ip-range.ts'
import { subnetPrefix } from '../network/subnet-addresses.ts'
import { isConnected } from '../network/traffic/is-connected.ts'
import { type Obstacle, obstacleTo } from '../network/traffic/way-out.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import type { PrivateLinkMember } from './private-link.ts'
import { privateLinkMembers } from './private-link-members.ts'
import { connectionsOf } from './show-connections.ts'
import { isClosedToAll, whyClosed } from './why-closed.ts'

/** A part of a resource that a machine wants to reach, such as the file shares of an account. */
export interface Part {
  readonly target: Resource
  readonly groupId: string
  /** Which of the part's members, when it has several. */
  readonly member?: string
  readonly port: number
  /** The service tag of its public addresses. */
  readonly tag: string
  /** No document says that a node asks for it: only when it is closed to everybody must there be a private way. */
  readonly isLeftOpen?: true
}

interface Machine {
  readonly subnet: Resource
  readonly hasPublicIp: boolean
}

/**
 * What keeps a machine in a subnet from a part of a resource. The name leads to a private endpoint when there is one and
 * the network's zones know it; else to the public address, which has to be open, and on the way.
 */
export function obstacleToPart(part: Part, { subnet, hasPublicIp }: Machine, world: World): Obstacle | undefined {
  const from = parseIpRange(subnetPrefix(subnet.body))
  const member = memberOf(part)
  if (from === undefined || member === undefined) return undefined
  const host = (member.fqdns[0] ?? '').toLowerCase()
  const found = findAddress(part, member, subnet, world)
  if (typeof found === 'object' && 'why' in found) return { at: 'name', why: `${host} cannot be reached: ${found.why}` }
  if (typeof found === 'object')
    return obstacleTo({ protocol: 'Tcp', port: part.port, from, to: found }, subnet, hasPublicIp, world)
  if (part.isLeftOpen && !isClosedToAll(part.target)) return undefined
  const closed = whyClosed(part.target, subnet, part.tag)
  if (closed !== undefined)
    return { at: 'target', why: `${host} leads to the public address of ${part.target.id}, but ${closed}` }
  const region = read.text(part.target.body, 'location') ?? ''
  const to = { tag: part.tag, host, region }
  return obstacleTo({ protocol: 'Tcp', port: part.port, from, to }, subnet, hasPublicIp, world)
}

function memberOf({ target, groupId, member }: Part): PrivateLinkMember | undefined {
  const members = privateLinkMembers(target, [groupId], target.id)
  return member === undefined ? members[0] : members.find(({ name }) => name === member)
}

function findAddress(
  part: Part,
  member: PrivateLinkMember,
  subnet: Resource,
  world: World,
): { address: string } | { why: string } | 'public' {
  const endpoints = openEndpoints(part, world)
  // Only a resource that has an endpoint has a public name that leads on to a private one.
  if (endpoints.length === 0) return 'public'
  const resolver = resolverOf(subnet, world)
  if ('why' in resolver) return resolver
  const near = endpoints.filter((endpoint) => isConnected(subnet.parent, networkOf(endpoint, world), world))
  if ('isUnknown' in resolver) {
    const address = near.flatMap((endpoint) => addressesOf(endpoint, member))[0]
    return address === undefined ? 'public' : { address }
  }
  const [record] = member.records
  if (record === undefined) return 'public'
  const found = lookUp(record.name, record.zone, resolver.zonesOf, world)
  if (found === 'public') return 'public'
  if (found === 'nothing')
    return { why: `the zone ${record.zone} that is linked to ${resolver.zonesOf.id} has no record ${record.name}` }
  const address = found.addresses.find((one) => near.some((endpoint) => addressesOf(endpoint, member).includes(one)))
  return address === undefined
    ? {
        why: `its address ${found.addresses.join(', ')} is of no approved private endpoint that the network ${subnet.parent} reaches`,
      }
    : { address }
}

function openEndpoints({ target, groupId }: Part, world: World): Resource[] {
  return world
    .referencers(target.key, 'Microsoft.Network/privateEndpoints')
    .filter((endpoint) =>
      connectionsOf(endpoint).some(
        (connection) =>
          read.text(connection, 'target') === target.key &&
          connection.isOpen === true &&
          connection.status === 'Approved' &&
          read.texts(connection, 'groupIds').some((asked) => asked.toLowerCase() === groupId.toLowerCase()),
      ),
    )
}

function networkOf(endpoint: Resource, world: World): string {
  return world.get(keyOf(read.text(endpoint.body, 'properties', 'subnet', 'id') ?? ''))?.parent ?? ''
}

function addressesOf(endpoint: Resource, { name }: PrivateLinkMember): string[] {
  return read
    .list(endpoint.internal, 'members')
    .filter((member) => read.text(member, 'name') === name)
    .flatMap((member) => read.text(member, 'address') ?? [])
}
