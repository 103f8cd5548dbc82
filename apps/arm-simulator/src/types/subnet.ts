import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { networkAnswers } from '../long-running/network-answers.ts'
import { networkName } from '../network/names.ts'
import { subnetActions } from '../network/network-actions.ts'
import { serviceLinkOf } from '../network/service-link.ts'
import { subnetPrefix, usesOfSubnet } from '../network/subnet-addresses.ts'
import { checkSubnet, completeSubnet, inUse, showSubnet, subnetReferences } from '../network/subnet-rules.ts'
import { touchNetwork } from '../network/touch-network.ts'

export const subnet: ArmType = {
  type: 'Microsoft.Network/virtualNetworks/subnets',
  name: networkName(1, 80),
  verbs: ['GET', 'PUT', 'DELETE'],
  location: 'none',
  style: networkAnswers,
  seconds: { create: 5, update: 5, delete: 11 },
  refers: subnetReferences,
  locks: (id) => [id.parent],
  validate({ id, body, existing, world }) {
    const network = world.get(id.parent)
    if (network === undefined) return
    const others = world
      .children(network.key, 'Microsoft.Network/virtualNetworks/subnets')
      .filter((other) => other.key !== id.key)
    checkSubnet(
      id.name,
      body,
      read.texts(network.body, 'properties', 'addressSpace', 'addressPrefixes'),
      network.name,
      others,
    )
    if (existing === undefined || subnetPrefix(existing.body) === subnetPrefix(body)) return
    const uses = usesOfSubnet(existing, world)
    if (uses.length > 0)
      throw new ArmError(
        400,
        'InUsePrefixCannotBeDeleted',
        `IpPrefix ${subnetPrefix(existing.body)} on Subnet ${id.name} has active allocations and cannot be deleted.`,
      )
  },
  complete: ({ body }) => ({ body: completeSubnet(body) }),
  place({ parent }, { world }) {
    touchNetwork(parent, world)
    return []
  },
  settled: ({ parent }, world) => touchNetwork(parent, world),
  removed: ({ parent }, world) => touchNetwork(parent, world),
  actions: subnetActions,
  show: (resource, _body, world) => showSubnet(resource, world),
  refuseDelete(resource, world) {
    const uses = usesOfSubnet(resource, world)
    if (uses.length > 0) throw inUse(resource, uses)
    // An endpoint that is still being made has its interface already; this is for one whose interface is being removed.
    const endpoint = world.referencers(resource.key, 'Microsoft.Network/privateEndpoints')[0]
    if (endpoint !== undefined) throw inUse(resource, [endpoint.id])
    const link = serviceLinkOf(resource, world)
    if (link !== undefined) throw inUse(resource, [link])
  },
}
