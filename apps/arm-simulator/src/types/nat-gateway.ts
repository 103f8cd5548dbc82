import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { networkAnswers } from '../long-running/network-answers.ts'
import { refuseTakenAddress } from '../network/address-users.ts'
import { networkName } from '../network/names.ts'

export const natGateway: ArmType = {
  type: 'Microsoft.Network/natGateways',
  name: networkName(1, 80),
  style: networkAnswers,
  seconds: { create: 10, update: 10, delete: 20 },
  refers: (body) =>
    read.list(body, 'properties', 'publicIpAddresses').flatMap((address) => {
      const id = read.text(address, 'id')
      return id === undefined ? [] : [{ id, field: 'properties.publicIpAddresses' }]
    }),
  validate({ body, id, world }) {
    for (const address of read.list(body, 'properties', 'publicIpAddresses'))
      refuseTakenAddress(read.text(address, 'id') ?? '', id.id, id, world)
  },
  complete({ body, existing, world }) {
    const { subnets: _subnets, ...properties } = read.object(body, 'properties')
    return {
      body: {
        ...body,
        sku: withDefaults(read.object(body, 'sku'), { name: 'Standard' }),
        properties: {
          ...withDefaults(properties, { idleTimeoutInMinutes: 4 }),
          resourceGuid: read.text(existing?.body, 'properties', 'resourceGuid') ?? world.newGuid(),
        },
      },
    }
  },
  show(gateway, body, world) {
    const subnets = world
      .referencers(gateway.key, 'Microsoft.Network/virtualNetworks/subnets')
      .map((subnet) => ({ id: subnet.id }))
    return subnets.length === 0 ? body : { ...body, properties: { ...read.object(body, 'properties'), subnets } }
  },
  refuseDelete(gateway, world) {
    const count = world.referencers(gateway.key).length
    if (count === 0) return
    throw new ArmError(
      400,
      'CannotDeleteNatGatewayAssociatedToSubnet',
      `NAT Gateway ${gateway.id} is still configured on ${count} subnets. Remove NAT Gateway from all referenced subnets and then delete NAT Gateway.`,
    )
  },
}
