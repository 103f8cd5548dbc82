import { ArmError } from '../arm/arm-error.ts'
import { keyOf } from '../arm/resource-id.ts'
import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import { ipConfigurationId } from './ip-configuration-id.ts'
import { type IpRange, parseIpRange, usableAddresses } from './ip-range.ts'

/** The range of a subnet: its first prefix, in either of the two ways to write it. */
export function subnetPrefix(body: Resource['body']): string {
  return read.text(body, 'properties', 'addressPrefix') ?? read.texts(body, 'properties', 'addressPrefixes')[0] ?? ''
}

/** Takes free addresses of a subnet, lowest first; `except` may have them already, and `besides` are given away too. */
export function takeAddresses(
  subnet: Resource,
  count: number,
  world: World,
  except?: string,
  besides: readonly string[] = [],
): string[] {
  if (count === 0) return []
  const prefix = subnetPrefix(subnet.body)
  const range: IpRange | undefined = parseIpRange(prefix)
  const taken = new Set<string>(besides)
  for (const holder of world.referencers(subnet.key)) {
    if (holder.key === except) continue
    for (const address of read.texts(holder.internal, 'addresses')) taken.add(address)
  }
  const free: string[] = []
  if (range !== undefined) {
    for (const address of usableAddresses(range)) {
      if (taken.has(address)) continue
      free.push(address)
      if (free.length === count) return free
    }
  }
  throw new ArmError(
    400,
    'SubnetIsFull',
    `Subnet ${subnet.name} with address prefix ${prefix} does not have enough capacity for ${count} IP addresses.`,
  )
}

/** The IP configurations that live in a subnet: what keeps it from being deleted. */
export function usesOfSubnet(subnet: Resource, world: World): string[] {
  return world.referencers(subnet.key).flatMap((holder) => {
    if (holder.type === 'Microsoft.Network/privateEndpoints') return []
    if (read.texts(holder.internal, 'addresses').length === 0) return []
    const names = read
      .list(holder.body, 'properties', 'ipConfigurations')
      .filter((config) => keyOf(read.text(config, 'properties', 'subnet', 'id') ?? '') === subnet.key)
      .map((config) => read.text(config, 'name') ?? 'ipConfig')
    return (names.length > 0 ? names : ['ipConfig']).map((name) => ipConfigurationId(holder, name))
  })
}
