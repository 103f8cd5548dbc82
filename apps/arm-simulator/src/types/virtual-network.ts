import { ArmError } from '../arm/arm-error.ts'
import type { ArmType, Write } from '../arm/arm-type.ts'
import { parseResourceId, type ResourceId } from '../arm/resource-id.ts'
import type { Json, JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { networkAnswers } from '../long-running/network-answers.ts'
import { contains, parseIpRange } from '../network/ip-range.ts'
import { networkName } from '../network/names.ts'
import { networkActions } from '../network/network-actions.ts'
import { peeringType, showPeering } from '../network/peerings.ts'
import { serviceLinkOf } from '../network/service-link.ts'
import { usesOfSubnet } from '../network/subnet-addresses.ts'
import { checkSubnet, completeSubnet, inUse, showSubnet, subnetReferences } from '../network/subnet-rules.ts'
import { requireNetworkCount } from '../quotas/refuse-over-quota.ts'
import { networkUsages } from '../quotas/usages.ts'
import type { Resource } from '../state/resource.ts'

const subnetType = 'Microsoft.Network/virtualNetworks/subnets'

/** Its subnets are resources of their own; a PUT that leaves them out asks to delete them. */
export const virtualNetwork: ArmType = {
  type: 'Microsoft.Network/virtualNetworks',
  name: networkName(2, 64),
  style: networkAnswers,
  seconds: { create: 5, update: 5, delete: 12 },
  requires: ['properties.addressSpace.addressPrefixes'],
  // What the inline subnets point at; once stored, the subnets themselves point there.
  refers: (body, id) => inlineSubnets(body).flatMap((subnet) => subnetReferences(subnet, subnetIdOf(id, subnet))),
  validate(write) {
    requireNetworkCount(write)
    const prefixes = read.texts(write.body, 'properties', 'addressSpace', 'addressPrefixes')
    for (const prefix of prefixes) {
      if (parseIpRange(prefix) === undefined && !prefix.includes(':'))
        throw new ArmError(
          400,
          'InvalidCIDRNotation',
          `The address prefix ${prefix} in resource ${write.id.id} has an invalid CIDR notation. For the given prefix length, the address prefix should be a network address.`,
        )
    }
    if (prefixes.length === 0)
      throw new ArmError(400, 'InvalidRequestFormat', 'The virtual network must have an address prefix.', {
        target: 'properties.addressSpace.addressPrefixes',
      })
    if (write.verb === 'PATCH') return
    const inline = inlineSubnets(write.body)
    inline.forEach((subnet, index) => {
      const name = read.text(subnet, 'name') ?? ''
      checkSubnet(
        name,
        subnet,
        prefixes,
        write.id.name,
        inline.slice(0, index).map((other) => ({ name: read.text(other, 'name') ?? '', body: other })),
      )
    })
    const kept = new Set(inline.map((subnet) => (read.text(subnet, 'name') ?? '').toLowerCase()))
    for (const subnet of write.world.children(write.id.key, subnetType)) {
      const uses = usesOfSubnet(subnet, write.world)
      if (uses.length === 0) continue
      if (!kept.has(subnet.name.toLowerCase())) throw inUse(subnet, uses)
      const inSpace = prefixes.map(parseIpRange).some((space) => {
        const range = parseIpRange(read.text(subnet.body, 'properties', 'addressPrefix') ?? '')
        return space !== undefined && range !== undefined && contains(space, range)
      })
      if (!inSpace)
        throw new ArmError(
          400,
          'InUsePrefixCannotBeDeleted',
          `IpPrefix of subnet ${subnet.name} is in use in virtual network ${write.id.name} and cannot be removed from its address space.`,
        )
    }
  },
  complete({ body, existing, world }) {
    // Its peerings, like its subnets, are resources of their own. A body without them leaves them as they are.
    const { subnets: _subnets, virtualNetworkPeerings: _peerings, ...properties } = read.object(body, 'properties')
    return {
      body: {
        ...body,
        properties: {
          enableDdosProtection: false,
          ...properties,
          resourceGuid: read.text(existing?.body, 'properties', 'resourceGuid') ?? world.newGuid(),
        },
      },
    }
  },
  place(network, write) {
    return write.verb === 'PATCH' ? [] : placeSubnets(network, write)
  },
  actions: [...networkActions, ...networkUsages],
  show(network, body, world) {
    const subnets = world.children(network.key, subnetType).sort((a, b) => (a.key < b.key ? -1 : 1))
    return {
      ...body,
      properties: {
        ...read.object(body, 'properties'),
        subnets: subnets.map((subnet) => showSubnet(subnet, world)),
        virtualNetworkPeerings: world
          .children(network.key, peeringType)
          .sort((a, b) => (a.key < b.key ? -1 : 1))
          .map((peering) => showPeering(peering, world)),
      },
    }
  },
  refuseDelete(network, world) {
    for (const subnet of world.children(network.key, subnetType)) {
      const uses = usesOfSubnet(subnet, world)
      if (uses.length > 0) throw inUse(subnet, uses)
      const link = serviceLinkOf(subnet, world)
      if (link !== undefined) throw inUse(subnet, [link])
    }
  },
}

function inlineSubnets(body: JsonObject): JsonObject[] {
  return read.list(body, 'properties', 'subnets').filter((item: Json): item is JsonObject => read.isObject(item))
}

function subnetIdOf(network: ResourceId, subnet: JsonObject): ResourceId {
  const id = `${network.id}/subnets/${read.text(subnet, 'name') ?? ''}`
  return parseResourceId(id) ?? network
}

function placeSubnets(network: Resource, { id, body, world }: Write): Resource[] {
  const before = new Map(world.children(network.key, subnetType).map((subnet) => [subnet.key, subnet]))
  const placed: Resource[] = []
  for (const inline of inlineSubnets(body)) {
    const subnetId = subnetIdOf(id, inline)
    const existing = before.get(subnetId.key)
    before.delete(subnetId.key)
    const subnet: Resource = {
      id: existing?.id ?? `${network.id}/subnets/${subnetId.name}`,
      key: subnetId.key,
      type: subnetType,
      name: existing?.name ?? subnetId.name,
      subscription: network.subscription,
      parent: network.key,
      body: completeSubnet({ properties: read.object(inline, 'properties') }),
      internal: { ...existing?.internal, etag: `W/"${world.newGuid()}"` },
      state: 'Updating',
      hidden: false,
    }
    world.put(subnet)
    placed.push(subnet)
  }
  for (const gone of before.keys()) world.remove(gone)
  return placed
}
