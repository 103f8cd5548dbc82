import { ArmError } from '../arm/arm-error.ts'
import type { Reference } from '../arm/reference.ts'
import { keyOf, type ResourceId } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import { ipConfigurationId } from './ip-configuration-id.ts'
import { contains, overlaps, parseIpRange } from './ip-range.ts'
import { subnetPrefix } from './subnet-addresses.ts'

/** The smallest that Azure takes, by reserved name. */
const smallest: Readonly<Record<string, number>> = {
  azurefirewallsubnet: 26,
  azurefirewallmanagementsubnet: 26,
  azurebastionsubnet: 26,
  gatewaysubnet: 29,
}

/** Whether a subnet may lie in these address prefixes beside those others. */
export function checkSubnet(
  name: string,
  body: JsonObject,
  spaces: string[],
  network: string,
  others: { name: string; body: JsonObject }[],
): void {
  const prefix = subnetPrefix(body)
  const range = parseIpRange(prefix)
  if (range === undefined)
    throw new ArmError(
      400,
      'InvalidCIDRNotation',
      `The address prefix '${prefix}' of subnet ${name} has an invalid CIDR notation. For the given prefix length, the address prefix should be a network address.`,
    )
  const isInside = spaces.some((space) => {
    const outer = parseIpRange(space)
    return outer !== undefined && contains(outer, range)
  })
  if (!isInside || range.prefix > 29)
    throw new ArmError(400, 'NetcfgInvalidSubnet', `Subnet '${name}' is not valid in virtual network '${network}'.`)
  const least = smallest[name.toLowerCase()]
  if (least !== undefined && range.prefix > least) {
    throw new ArmError(
      400,
      'NetcfgInvalidSubnet',
      `Subnet '${name}' is not valid in virtual network '${network}'. Its prefix /${range.prefix} is too small: ${name} must be /${least} or larger.`,
    )
  }
  // The code is seen in public reports; its text is not (unconfirmed).
  if (name.toLowerCase() === 'azurebastionsubnet' && read.text(body, 'properties', 'routeTable', 'id') !== undefined)
    throw new ArmError(
      400,
      'RouteTableCannotBeAttachedForAzureBastionSubnet',
      `Route table cannot be attached to subnet ${name} in virtual network '${network}'.`,
    )
  for (const other of others) {
    const otherRange = parseIpRange(subnetPrefix(other.body))
    if (otherRange !== undefined && overlaps(range, otherRange)) {
      throw new ArmError(
        400,
        'NetcfgSubnetRangesOverlap',
        `Subnet '${name}' is not valid because its IP address range overlaps with that of an existing subnet in virtual network '${network}'.`,
      )
    }
  }
}

export function subnetReferences(body: JsonObject, _id: ResourceId): Reference[] {
  const properties = read.object(body, 'properties')
  const single = ['networkSecurityGroup', 'routeTable', 'natGateway'].flatMap((field) => {
    const id = read.text(properties, field, 'id')
    return id === undefined ? [] : [{ id, field: `properties.${field}.id` }]
  })
  const policies = read.list(properties, 'serviceEndpointPolicies').flatMap((policy) => {
    const id = read.text(policy, 'id')
    return id === undefined ? [] : [{ id, field: 'properties.serviceEndpointPolicies' }]
  })
  return [...single, ...policies]
}

/** A subnet body with what Azure adds; what only others know is left out. */
export function completeSubnet(body: JsonObject): JsonObject {
  const {
    ipConfigurations: _ips,
    privateEndpoints: _endpoints,
    provisioningState: _state,
    ...properties
  } = read.object(body, 'properties')
  const prefix = subnetPrefix(body)
  const endpoints = read.list(properties, 'serviceEndpoints').map((endpoint) => ({
    locations: ['*'],
    ...(read.isObject(endpoint) ? endpoint : {}),
    provisioningState: 'Succeeded',
  }))
  return {
    ...body,
    properties: {
      privateEndpointNetworkPolicies: 'Disabled',
      privateLinkServiceNetworkPolicies: 'Enabled',
      delegations: [],
      ...properties,
      ...(properties.addressPrefixes === undefined ? { addressPrefix: prefix } : {}),
      serviceEndpoints: endpoints,
    },
  }
}

/** A subnet as it is read: the endpoints and IP configurations in it follow from others. */
export function showSubnet(subnet: Resource, world: World): JsonObject {
  const holders = world.referencers(subnet.key)
  const configurations = holders
    .filter((holder) => holder.type !== 'Microsoft.Network/privateEndpoints')
    .flatMap((holder) =>
      read
        .list(holder.body, 'properties', 'ipConfigurations')
        .filter((config) => keyOf(read.text(config, 'properties', 'subnet', 'id') ?? '') === subnet.key)
        .map((config) => ({ id: ipConfigurationId(holder, read.text(config, 'name') ?? '') })),
    )
  const endpoints = holders
    .filter((holder) => holder.type === 'Microsoft.Network/privateEndpoints')
    .map((holder) => ({ id: holder.id }))
  return {
    id: subnet.id,
    name: subnet.name,
    type: subnet.type,
    etag: read.text(subnet.internal, 'etag') ?? '',
    ...subnet.body,
    properties: {
      provisioningState: subnet.state,
      ...read.object(subnet.body, 'properties'),
      ...(configurations.length > 0 ? { ipConfigurations: configurations } : {}),
      ...(endpoints.length > 0 ? { privateEndpoints: endpoints } : {}),
    },
  }
}

export function inUse(subnet: Resource, uses: string[]): ArmError {
  return new ArmError(
    400,
    'InUseSubnetCannotBeDeleted',
    `Subnet ${subnet.name} is in use by ${uses[0] ?? ''} and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet. See aka.ms/deletesubnet.`,
  )
}
