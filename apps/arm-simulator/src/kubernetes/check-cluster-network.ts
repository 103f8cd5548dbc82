import { ArmError } from '../arm/arm-error.ts'
import { keyOf } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { overlaps, parseIpRange } from '../network/ip-range.ts'
import { subnetPrefix } from '../network/subnet-addresses.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'

/** What a cluster asks of the subnets that its nodes are in. */
export function checkClusterNetwork(body: JsonObject, subnets: readonly Resource[], world: World): void {
  const profile = read.object(body, 'properties', 'networkProfile')
  checkServiceRange(
    read.text(profile, 'serviceCidr') ?? '10.0.0.0/16',
    read.text(profile, 'dnsServiceIP') ?? '10.0.0.10',
    subnets,
    world,
  )
  switch (read.text(profile, 'outboundType') ?? 'loadBalancer') {
    case 'userDefinedRouting':
      requireSubnet('userDefinedRouting', subnets)
      for (const subnet of subnets) checkDefaultRoute(subnet, world)
      return
    case 'userAssignedNATGateway':
      requireSubnet('userAssignedNATGateway', subnets)
      for (const subnet of subnets) {
        if (read.text(subnet.body, 'properties', 'natGateway', 'id') !== undefined) continue
        // No document has this code.
        throw new ArmError(
          400,
          'NatGatewayNotAssociatedWithSubnet',
          `A NAT gateway has not been associated with subnet ${subnet.id}. The outbound type userAssignedNATGateway needs one.`,
          { target: 'networkProfile.outboundType' },
        )
      }
  }
}

function requireSubnet(outboundType: string, subnets: readonly Resource[]): void {
  if (subnets.length > 0) return
  throw new ArmError(
    400,
    'InvalidParameter',
    `The outbound type ${outboundType} needs a custom virtual network: set vnetSubnetID in the agent pool profiles.`,
    { target: 'networkProfile.outboundType' },
  )
}

function checkServiceRange(cidr: string, dns: string, subnets: readonly Resource[], world: World): void {
  const target = 'networkProfile.serviceCIDR'
  const range = parseIpRange(cidr)
  if (range === undefined)
    throw new ArmError(400, 'InvalidParameter', `The service CIDR ${cidr} is invalid.`, { target })
  for (const network of new Set(subnets.map((subnet) => subnet.parent))) {
    const taken = [
      ...world
        .children(network, 'Microsoft.Network/virtualNetworks/subnets')
        .map((subnet) => subnetPrefix(subnet.body)),
      ...read.texts(world.get(network)?.body, 'properties', 'addressSpace', 'addressPrefixes'),
    ]
    for (const prefix of taken) {
      const other = parseIpRange(prefix)
      if (other === undefined || !overlaps(range, other)) continue
      throw new ArmError(
        400,
        'ServiceCidrOverlapExistingSubnetsCidr',
        `The specified service CIDR ${cidr} is conflicted with an existing subnet CIDR ${prefix}. Please see https://aka.ms/aks/servicecidroverlap for how to fix the error.`,
        { target },
      )
    }
  }
  const address = parseIpRange(`${dns}/32`)
  if (address === undefined || !overlaps(range, address))
    throw new ArmError(400, 'InvalidParameter', `The DNS service IP ${dns} is not in the service CIDR ${cidr}.`, {
      target: 'networkProfile.dnsServiceIP',
    })
}

/** Without a way out that the user made, the nodes could not even fetch their images. */
function checkDefaultRoute(subnet: Resource, world: World): void {
  const table = world.get(keyOf(read.text(subnet.body, 'properties', 'routeTable', 'id') ?? ''))
  const route = world
    .children(table?.key ?? '', 'Microsoft.Network/routeTables/routes')
    .find((candidate) => read.text(candidate.body, 'properties', 'addressPrefix') === '0.0.0.0/0')
  if (table === undefined || route === undefined)
    throw new ArmError(
      400,
      'ExistingRouteTableNotAssociatedWithSubnet',
      `An existing route table has not been associated with subnet ${subnet.id}. Please update the route table association: it needs a default route 0.0.0.0/0.`,
      { target: 'networkProfile.outboundType' },
    )
  const hop = read.text(route.body, 'properties', 'nextHopType') ?? ''
  if (hop !== 'VirtualAppliance' && hop !== 'VirtualNetworkGateway')
    throw new ArmError(
      400,
      'RouteTableInvalidNextHop',
      `Default route 0.0.0.0/0 has a next hop of ${hop} but only next hops of VirtualAppliance or VirtualNetworkGateway are allowed. Please see http://aka.ms/aks/outboundtype for more details`,
      { target: 'networkProfile.outboundType' },
    )
}
