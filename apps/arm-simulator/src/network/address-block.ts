import { ArmError } from '../arm/arm-error.ts'
import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import { formatIp, parseIpRange } from './ip-range.ts'
import { subnetPrefix } from './subnet-addresses.ts'

/** Takes the first block of this length in a subnet of which nobody has an address, such as `10.0.0.16/28`. */
export function takeBlock(subnet: Resource, length: number, world: World, besides: readonly string[]): string {
  const prefix = subnetPrefix(subnet.body)
  const range = parseIpRange(prefix)
  const taken = new Set([
    ...besides,
    ...world.referencers(subnet.key).flatMap((holder) => read.texts(holder.internal, 'addresses')),
  ])
  const block = parseIpRange(`0.0.0.0/${length}`)
  if (range !== undefined && block !== undefined)
    // Azure keeps the first four addresses of a subnet and the last, so the blocks that have them are nobody's.
    for (
      let first = Math.ceil((range.first + 4) / block.size) * block.size;
      first + block.size < range.first + range.size;
      first += block.size
    ) {
      const text = `${formatIp(first)}/${length}`
      if (addressesOfBlock(text).every((address) => !taken.has(address))) return text
    }
  throw new ArmError(
    400,
    'SubnetIsFull',
    `Subnet ${subnet.name} with address prefix ${prefix} does not have enough capacity for a block of prefix length ${length}.`,
  )
}

/** Every address of a block; inside a subnet Azure keeps none back for itself. */
export function addressesOfBlock(block: string): string[] {
  const range = parseIpRange(block)
  if (range === undefined) return []
  return Array.from({ length: range.size }, (_, offset) => formatIp(range.first + offset))
}
