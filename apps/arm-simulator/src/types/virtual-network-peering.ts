import { ArmError } from '../arm/arm-error.ts'
import type { ArmType, Write } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { networkAnswers } from '../long-running/network-answers.ts'
import { networkName } from '../network/names.ts'
import { counterpartOf, overlapping, peeringType, remoteOf, showPeering, spaceOf } from '../network/peerings.ts'
import { touchNetwork } from '../network/touch-network.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'

/** One side of a peering. It is Initiated until the other side leads back, and Disconnected when that one is gone. */
export const virtualNetworkPeering: ArmType = {
  type: peeringType,
  name: networkName(1, 80),
  verbs: ['GET', 'PUT', 'DELETE'],
  location: 'none',
  style: networkAnswers,
  seconds: { create: 12, update: 12, delete: 12 },
  requires: ['properties.remoteVirtualNetwork.id'],
  refers(body) {
    const id = read.text(body, 'properties', 'remoteVirtualNetwork', 'id')
    return id === undefined ? [] : [{ id, field: 'properties.remoteVirtualNetwork.id' }]
  },
  // Both networks change, whoever's they are.
  locks: (id, body) => [id.parent, remoteOf({ body })],
  validate(write) {
    const local = write.world.get(write.id.parent)
    const remote = write.world.get(remoteOf(write))
    if (local === undefined || remote === undefined) return
    checkSides(write, local, remote)
    checkSpaces(write, local, remote)
    checkGateways(write)
  },
  complete({ body, existing, world }) {
    const {
      peeringState: _state,
      peeringSyncLevel: _level,
      remoteVirtualNetworkAddressSpace: _space,
      ...properties
    } = read.object(body, 'properties')
    const had = read.text(existing?.internal, 'peeringState')
    return {
      body: {
        properties: {
          ...withDefaults(properties, {
            allowVirtualNetworkAccess: true,
            allowForwardedTraffic: false,
            allowGatewayTransit: false,
            useRemoteGateways: false,
            doNotVerifyRemoteGateways: false,
            peerCompleteVnets: true,
          }),
          remoteAddressSpace: { addressPrefixes: spaceOf(world.get(remoteOf({ body }))) },
          resourceGuid: read.text(existing?.body, 'properties', 'resourceGuid') ?? world.newGuid(),
        },
      },
      internal: { peeringState: had === 'Connected' ? had : 'Initiated' },
    }
  },
  place({ parent }, { world }) {
    touchNetwork(parent, world)
    return []
  },
  settled(peering, world) {
    touchNetwork(peering.parent, world)
    const other = counterpartOf(peering, world)
    if (other === undefined) return
    setState(peering, 'Connected', world)
    setState(other, 'Connected', world)
  },
  show: (peering, _body, world) => showPeering(peering, world),
  // A network that is deleted takes its side with it, which disconnects the other one and is not refused.
  removed(peering, world) {
    touchNetwork(peering.parent, world)
    const other = counterpartOf(peering, world)
    if (other !== undefined) setState(other, 'Disconnected', world)
  },
}

function setState(peering: Resource, peeringState: string, world: World): void {
  world.put({ ...peering, internal: { ...peering.internal, peeringState } })
  touchNetwork(peering.parent, world)
}

function checkSides(write: Write, local: Resource, remote: Resource): void {
  const { id, body, existing, world } = write
  if (remote.type !== local.type)
    throw networkAnswers.missingReference({ id: remote.id, field: 'properties.remoteVirtualNetwork.id' }, id)
  // The code is seen in public reports; its text is not (unconfirmed).
  if (existing !== undefined && remoteOf(existing) !== remote.key)
    throw new ArmError(
      400,
      'ChangingRemoteVirtualNetworkNotAllowed',
      `The remote virtual network of peering ${id.id} cannot be changed to ${remote.id}.`,
    )
  const twin = world
    .children(local.key, peeringType)
    .find((other) => other.key !== id.key && remoteOf(other) === remote.key)
  if (twin !== undefined)
    throw new ArmError(
      400,
      'AnotherPeeringAlreadyReferencesRemoteVnet',
      `Peering ${twin.id} already references remote virtual network ${remote.id}. Cannot add another peering referencing the same remote virtual network.`,
    )
  const other = counterpartOf({ body, parent: id.parent }, world)
  if (other !== undefined && read.text(other.internal, 'peeringState') === 'Disconnected')
    throw new ArmError(
      400,
      'RemotePeeringIsDisconnected',
      `Cannot create or update peering ${id.id} because remote peering ${other.id} referencing parent virtual network ${local.id} is in Disconnected state. Update or re-create the remote peering to get it back to Initiated state. Peering gets Disconnected when remote vnet or remote peering is deleted and re-created.`,
    )
}

function checkSpaces({ id, world }: Write, local: Resource, remote: Resource): void {
  const both = overlapping(spaceOf(local), spaceOf(remote))
  if (both.length > 0)
    throw new ArmError(
      400,
      'VnetAddressSpacesOverlap',
      `Cannot create or update peering ${id.id}. Virtual networks ${local.id} and ${remote.id} cannot be peered because their address spaces overlap. Overlapping address prefixes: ${both.join(', ')}.`,
    )
  for (const [first, second] of [
    [local, remote],
    [remote, local],
  ] as const) {
    for (const peering of world.children(second.key, peeringType)) {
      if (remoteOf(peering) === first.key) continue
      // What the peering remembers counts, also when the network it led to is gone.
      const third = read.texts(peering.body, 'properties', 'remoteAddressSpace', 'addressPrefixes')
      const shared = overlapping(spaceOf(first), third)
      if (shared.length === 0) continue
      throw new ArmError(
        400,
        'VnetAddressSpaceOverlapsWithAlreadyPeeredVnet',
        `Cannot create or update peering ${id.id}. Virtual networks ${first.id} and ${second.id} cannot be peered because address space of the first virtual network overlaps with address space of virtual network ${read.text(peering.body, 'properties', 'remoteVirtualNetwork', 'id') ?? ''} already peered with the second virtual network. Overlapping address prefixes: ${shared.join(', ')}.`,
      )
    }
  }
}

/**
 * There are no gateways here, so that the hub has one is believed of it as long as its own side of the peering does not
 * say otherwise. The text is seen in public reports, its code is not (unconfirmed); that only one peering of a network
 * may use gateways is documented, how that is refused is not (unconfirmed).
 */
function checkGateways({ id, body, world }: Write): void {
  if (read.at(body, 'properties', 'useRemoteGateways') !== true) return
  const other = counterpartOf({ body, parent: id.parent }, world)
  if (other !== undefined && read.at(other.body, 'properties', 'allowGatewayTransit') !== true)
    throw new ArmError(
      400,
      'PeeringGatewayTransitNotAllowed',
      `Peering ${id.id} cannot have UseRemoteGateways flag set to true, because corresponding remote peering ${other.id} has AllowGatewayTransit flag set to false.`,
    )
  const another = world
    .children(id.parent, peeringType)
    .find((peering) => peering.key !== id.key && read.at(peering.body, 'properties', 'useRemoteGateways') === true)
  if (another !== undefined)
    throw new ArmError(
      400,
      'OnlyOnePeeringCanUseRemoteGateways',
      `Peering ${id.id} cannot have UseRemoteGateways flag set to true, because peering ${another.id} has it set already.`,
    )
}
