import type { NetworkManagementClient, Subnet, VirtualNetwork } from '@azure/arm-network'
import { reservedAddresses } from '@palisade/facts'
import { parseResourceId } from '../resource-id.ts'
import type { Asking } from './asking.ts'
import { lookAt } from './look-at.ts'
import { sizeOf } from './ranges.ts'

/**
 * How many addresses are free in each subnet of a network, by its id in lower case. Azure counts them itself; where we
 * may not ask for that count, the addresses that the network shows as used are counted.
 */
export async function freeAddresses(
  asking: Asking,
  client: NetworkManagementClient,
  virtualNetworkId: string,
  { subnets = [] }: VirtualNetwork,
): Promise<ReadonlyMap<string, number>> {
  const { group, name } = parseResourceId(virtualNetworkId)
  const usages = await lookAt(asking, `addresses of ${name}`, () =>
    Array.fromAsync(client.virtualNetworks.listUsage(group, name)),
  )
  const counted = new Map(subnets.flatMap((subnet) => (subnet.id ? [[subnet.id.toLowerCase(), unused(subnet)]] : [])))
  for (const { id, limit, currentValue } of usages.isSeen ? usages.value : []) {
    // A limit below zero: Azure does not count in this subnet.
    if (id !== undefined && limit !== undefined && limit >= 0)
      counted.set(id.toLowerCase(), limit - (currentValue ?? 0))
  }
  return counted
}

function unused({ addressPrefix, addressPrefixes = [], ipConfigurations = [] }: Subnet): number {
  const ranges = addressPrefix === undefined ? addressPrefixes : [addressPrefix]
  const size = ranges
    .map((range) => Math.max(0, sizeOf(range) - reservedAddresses))
    .reduce((sum, each) => sum + each, 0)
  return Math.max(0, size - ipConfigurations.length)
}
