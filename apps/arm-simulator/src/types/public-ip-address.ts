import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { read } from '../json/read.ts'
import { withDefaults } from '../json/with-defaults.ts'
import { networkAnswers } from '../long-running/network-answers.ts'
import { configurationUsing } from '../network/address-users.ts'
import { networkName } from '../network/names.ts'
import { requireNetworkCount } from '../quotas/refuse-over-quota.ts'
import type { World } from '../state/world.ts'

export const publicIpAddress: ArmType = {
  type: 'Microsoft.Network/publicIPAddresses',
  name: networkName(1, 80),
  style: networkAnswers,
  seconds: { create: 4, update: 4, delete: 11 },
  validate({ body, id, existing, world }) {
    requireNetworkCount({ id, body, existing, world })
    if (
      read.text(body, 'sku', 'name') === 'Standard' &&
      read.text(body, 'properties', 'publicIPAllocationMethod') === 'Dynamic'
    )
      throw new ArmError(
        400,
        'StandardSkuPublicIPAddressesMustBeStatic',
        `Standard sku publicIp ${id.id} must have AllocationMethod set to Static.`,
      )
  },
  complete({ body, existing, world }) {
    const { ipConfiguration: _used, natGateway: _nat, ...properties } = read.object(body, 'properties')
    const address = read.text(existing?.body, 'properties', 'ipAddress') ?? freeAddress(world)
    return {
      body: {
        ...body,
        sku: withDefaults(read.object(body, 'sku'), { name: 'Standard', tier: 'Regional' }),
        properties: {
          ...withDefaults(properties, {
            publicIPAddressVersion: 'IPv4',
            publicIPAllocationMethod: 'Static',
            idleTimeoutInMinutes: 4,
          }),
          ipTags: read.list(properties, 'ipTags'),
          ipAddress: address,
          resourceGuid: read.text(existing?.body, 'properties', 'resourceGuid') ?? world.newGuid(),
        },
      },
    }
  },
  show(address, body, world) {
    const nat = world.referencers(address.key, 'Microsoft.Network/natGateways')[0]
    const configuration = configurationUsing(address, world)
    return {
      ...body,
      properties: {
        ...read.object(body, 'properties'),
        ...(configuration === undefined ? {} : { ipConfiguration: { id: configuration } }),
        ...(nat === undefined ? {} : { natGateway: { id: nat.id } }),
      },
    }
  },
  refuseDelete(address, world) {
    const user = configurationUsing(address, world) ?? world.referencers(address.key)[0]?.id
    if (user === undefined) return
    throw new ArmError(
      400,
      'PublicIPAddressCannotBeDeleted',
      `Public IP address ${address.id} can not be deleted since it is still allocated to resource ${user}. In order to delete the public IP, disassociate/detach the Public IP address from the resource.  To learn how to do this, see aka.ms/deletepublicip.`,
    )
  },
}

/** The first that nobody has, out of the range that is kept for documents: no packet ever goes there. */
function freeAddress(world: World): string {
  // An address that was given back is not given away again soon, and nobody has to look at all of them.
  const next = nextAddress.get(world)
  if (next !== undefined && next < 131_072) {
    nextAddress.set(world, next + 1)
    return addressAt(next)
  }
  const taken = new Set(
    world
      .ofType('Microsoft.Network/publicIPAddresses')
      .map((other) => read.text(other.body, 'properties', 'ipAddress')),
  )
  for (const block of ['203.0.113', '198.51.100', '192.0.2']) {
    for (let last = 1; last < 255; last += 1) if (!taken.has(`${block}.${last}`)) return `${block}.${last}`
  }
  let number = 0
  while (taken.has(addressAt(number))) number += 1
  nextAddress.set(world, number + 1)
  return addressAt(number)
}

/** Where the search for an address goes on, when those for documents are used up. */
const nextAddress = new WeakMap<World, number>()

/** Out of 198.18.0.0/15, which is kept for benchmarks of networks. */
function addressAt(number: number): string {
  return `198.${18 + Math.floor(number / 65_536)}.${Math.floor(number / 256) % 256}.${number % 256}`
}
