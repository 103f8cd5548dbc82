import { ArmError } from '../arm/arm-error.ts'
import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import { contains, parseIpRange } from './ip-range.ts'
import { subnetPrefix } from './subnet-addresses.ts'

/** Whether an address that a client chose can be given to it. The codes are documented, the texts are not (unconfirmed). */
export function checkStaticAddress(address: string, subnet: Resource, owner: string, world: World): void {
  const prefix = subnetPrefix(subnet.body)
  const range = parseIpRange(prefix)
  const chosen = parseIpRange(`${address}/32`)
  if (range === undefined || chosen === undefined || !contains(range, chosen))
    throw new ArmError(
      400,
      'PrivateIPAddressNotInSubnet',
      `Private static IP address ${address} does not belong to the range of subnet prefix ${prefix}.`,
    )
  const offset = chosen.first - range.first
  if (offset < 4 || offset === range.size - 1)
    throw new ArmError(
      400,
      'PrivateIPAddressInReservedRange',
      `Private static IP address ${address} falls within reserved IP range of subnet prefix ${prefix}.`,
    )
  const holder = world
    .referencers(subnet.key)
    .find((other) => other.key !== owner && read.texts(other.internal, 'addresses').includes(address))
  if (holder !== undefined)
    throw new ArmError(
      400,
      'PrivateIPAddressIsAllocated',
      `IP configuration is using the private IP address ${address} which is already allocated to resource ${holder.id}.`,
    )
}
