import { normalizeLocation } from '../arm/normalize-location.ts'
import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'

interface Counted {
  /** As the usages call it. */
  readonly name: string
  readonly forPeople: string
  readonly type: string
  readonly counts?: (resource: Resource) => boolean
}

/** Some of what the networks' provider counts in a region. Source: NetworkUsageList of its examples. */
export const counted: readonly Counted[] = [
  { name: 'VirtualNetworks', forPeople: 'Virtual Networks', type: 'Microsoft.Network/virtualNetworks' },
  { name: 'PublicIPAddresses', forPeople: 'Public IP Addresses', type: 'Microsoft.Network/publicIPAddresses' },
  {
    name: 'StandardSkuPublicIpAddresses',
    forPeople: 'Public IP Addresses - Standard',
    type: 'Microsoft.Network/publicIPAddresses',
    counts: ({ body }) => read.text(body, 'sku', 'name') === 'Standard',
  },
  {
    name: 'NetworkSecurityGroups',
    forPeople: 'Network Security Groups',
    type: 'Microsoft.Network/networkSecurityGroups',
  },
  { name: 'NetworkInterfaces', forPeople: 'Network Interfaces', type: 'Microsoft.Network/networkInterfaces' },
  { name: 'RouteTables', forPeople: 'Route Tables', type: 'Microsoft.Network/routeTables' },
  { name: 'NatGateways', forPeople: 'Nat Gateways', type: 'Microsoft.Network/natGateways' },
]

export function networkCount({ type, counts }: Counted, subscription: string, region: string, world: World): number {
  return world
    .ofType(type)
    .filter(
      (resource) =>
        resource.subscription === subscription &&
        normalizeLocation(read.text(resource.body, 'location') ?? '') === region &&
        counts?.(resource) !== false,
    ).length
}
