import type { Subnet } from '@azure/arm-network'
import { type RequirementOf, subnet as type } from '@palisade/facts'
import { flatten } from '../body/flatten.ts'
import { longRunning } from '../sdks/long-running.ts'
import { networkSdk } from '../sdks/network.ts'
import { onlyIf } from '../sdks/only-if.ts'
import { kind } from './kind.ts'

export const subnet = kind({
  type,
  called: 'subnet',
  sdk: networkSdk,
  read: (network, id) => network.subnets.get(id.group, id.parentName, id.name),
  create: (network, id, body) =>
    longRunning(network.subnets.createOrUpdate(id.group, id.parentName, id.name, flatten(body))),
  // There is no PATCH, and a PUT takes away what it does not name. So all that is there is sent back with it.
  amend: (network, id, amendment, found) => {
    const changes: Subnet = flatten(amendment)
    const wanted = { ...found, ...changes, ...united(found, changes) }
    return longRunning(network.subnets.createOrUpdate(id.group, id.parentName, id.name, wanted, onlyIf(found.etag)))
  },
  isAdjustable: true,
  remove: (network, id) => longRunning(network.subnets.delete(id.group, id.parentName, id.name)),
  outputs: (model) => ({ addressPrefix: rangesOf(model)[0] }),
  unmet,
})

/** The service endpoints that are there, and those that are wanted besides. */
function united(found: Subnet, changes: Subnet): Pick<Subnet, 'serviceEndpoints'> {
  if (changes.serviceEndpoints === undefined) return {}
  const there = servicesOf(found)
  const missing = changes.serviceEndpoints.filter(({ service }) => !there.has(service?.toLowerCase()))
  return { serviceEndpoints: [...(found.serviceEndpoints ?? []), ...missing] }
}

function servicesOf({ serviceEndpoints = [] }: Subnet) {
  return new Set(serviceEndpoints.map(({ service }) => service?.toLowerCase()))
}

/** Azure puts a single range into the one property or into the other. */
function rangesOf({ addressPrefix, addressPrefixes = [] }: Subnet): string[] {
  return addressPrefix === undefined ? addressPrefixes : [addressPrefix]
}

function unmet(found: Subnet, required: RequirementOf<typeof type>): string[] {
  const ranges = rangesOf(found)
  const services = servicesOf(found)
  const delegations = (found.delegations ?? []).map(({ serviceName, name }) => serviceName ?? name)
  const reasons = [
    required.addressPrefix !== undefined &&
      !ranges.includes(required.addressPrefix) &&
      `name its address range as it is: it is ${ranges.join(', ')} and not ${required.addressPrefix}`,
    required.privateEndpointNetworkPolicies !== undefined &&
      found.privateEndpointNetworkPolicies !== 'Disabled' &&
      `turn off private endpoint network policies: privateEndpointNetworkPolicies is ${found.privateEndpointNetworkPolicies ?? 'not set'}`,
    required.privateLinkServiceNetworkPolicies !== undefined &&
      found.privateLinkServiceNetworkPolicies !== 'Disabled' &&
      `turn off private link service network policies: privateLinkServiceNetworkPolicies is ${found.privateLinkServiceNetworkPolicies ?? 'not set'}`,
    ...(required.serviceEndpoints ?? []).map(
      (service) => !services.has(service.toLowerCase()) && `add the service endpoint ${service}`,
    ),
    required.isUndelegated === true &&
      delegations.length > 0 &&
      `remove its delegation: it is delegated to ${delegations.join(', ')}`,
    required.hasRouteTable === true &&
      found.routeTable === undefined &&
      'associate a route table that leads to the firewall: it has none',
  ]
  return reasons.filter((reason) => reason !== false)
}
