import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { keyOf } from '../arm/resource-id.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { dnsAnswers } from '../long-running/dns-answers.ts'
import { networkName } from '../network/names.ts'
import type { Resource } from '../state/resource.ts'

export const virtualNetworkLink: ArmType = {
  type: 'Microsoft.Network/privateDnsZones/virtualNetworkLinks',
  name: networkName(1, 80),
  location: 'global',
  style: dnsAnswers,
  seconds: { create: 30, update: 15, delete: 30 },
  requires: ['properties.virtualNetwork.id'],
  refers(body) {
    const network = read.text(body, 'properties', 'virtualNetwork', 'id')
    return network === undefined ? [] : [{ id: network, field: 'properties.virtualNetwork.id' }]
  },
  validate({ id, body, existing, world }) {
    const network = keyOf(read.text(body, 'properties', 'virtualNetwork', 'id') ?? '')
    if (
      existing !== undefined &&
      keyOf(read.text(existing.body, 'properties', 'virtualNetwork', 'id') ?? '') !== network
    ) {
      throw new ArmError(400, 'BadRequest', 'The virtual network of a virtual network link cannot be changed.')
    }
    const zone = world.get(id.parent)
    for (const link of world.referencers(network, 'Microsoft.Network/privateDnsZones/virtualNetworkLinks')) {
      if (link.key === id.key || zone === undefined) continue
      const other = world.get(link.parent)
      if (other === undefined) continue
      if (other.key === zone.key && isOfAnother(link, world.get(network)))
        throw new ArmError(
          409,
          'Conflict',
          `Virtual network resource identity '${world.get(network)?.id ?? network}' already in use. This is possible in case the virtual network was moved, or re-created. Please contact support.`,
        )
      if (other.key === zone.key)
        throw new ArmError(
          409,
          'Conflict',
          `A virtual network link to '${network}' already exists in zone '${zone.name}'.`,
        )
      if (other.name.toLowerCase() === zone.name.toLowerCase()) {
        throw new ArmError(
          400,
          'BadRequest',
          `A virtual network cannot be linked to multiple zones with overlapping namespaces. You tried to link virtual network with '${zone.name}' and '${other.name}' zones.`,
        )
      }
    }
  },
  complete: ({ body, world }) => ({
    internal: {
      network: guidOf(world.get(keyOf(read.text(body, 'properties', 'virtualNetwork', 'id') ?? ''))) ?? null,
    },
    body: {
      ...body,
      properties: {
        ...withDefaults(read.object(body, 'properties'), { registrationEnabled: false, resolutionPolicy: 'Default' }),
        virtualNetworkLinkState: 'Completed',
      },
    },
  }),
  patchable: { properties: ['registrationEnabled', 'resolutionPolicy'] },
}

/** Whether a link was made for a network that is gone, and in whose place there is another. */
function isOfAnother(link: Resource, network: Resource | undefined): boolean {
  const known = read.text(link.internal, 'network')
  return known !== undefined && network !== undefined && known !== guidOf(network)
}

function guidOf(network: Resource | undefined): string | undefined {
  return read.text(network?.body, 'properties', 'resourceGuid')
}
