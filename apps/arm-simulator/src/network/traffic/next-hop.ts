import { keyOf } from '../../arm/resource-id.ts'
import { read } from '../../json/read.ts'
import type { Resource } from '../../state/resource.ts'
import type { World } from '../../state/world.ts'
import { coversTag } from './covers.ts'

export interface Hop {
  /** As Azure names it: `Internet`, `VirtualAppliance`, `VirtualNetworkGateway`, `VnetLocal`, `None`. */
  readonly type: string
  /** Of a virtual appliance. */
  readonly address?: string
}

/**
 * Where traffic of a subnet to a public service goes next. A route for the tag of the service is narrower than the one for
 * everything; routes to ranges of public addresses are not looked at, because no service has addresses here.
 */
export function nextHop(subnet: Resource, service: { tag: string; region: string }, world: World): Hop {
  if (hasServiceEndpoint(subnet, service.tag)) return { type: 'VirtualNetworkServiceEndpoint' }
  const table = world.get(keyOf(read.text(subnet.body, 'properties', 'routeTable', 'id') ?? ''))
  const routes = table === undefined ? [] : world.children(table.key, 'Microsoft.Network/routeTables/routes')
  const prefixOf = (route: Resource): string => read.text(route.body, 'properties', 'addressPrefix') ?? ''
  const route =
    routes.find((candidate) => /^[a-z]/i.test(prefixOf(candidate)) && coversTag(prefixOf(candidate), service)) ??
    routes.find((candidate) => /^(0|128)\.0\.0\.0\/1$/.test(prefixOf(candidate))) ??
    routes.find((candidate) => prefixOf(candidate) === '0.0.0.0/0')
  if (route === undefined) return { type: 'Internet' }
  const address = read.text(route.body, 'properties', 'nextHopIpAddress')
  return {
    type: read.text(route.body, 'properties', 'nextHopType') ?? 'None',
    ...(address === undefined ? {} : { address }),
  }
}

const services: Readonly<Record<string, string>> = {
  storage: 'microsoft.storage',
  azurekeyvault: 'microsoft.keyvault',
  azurecontainerregistry: 'microsoft.containerregistry',
}

/** A service endpoint is a route of its own, narrower than any to everything. */
export function hasServiceEndpoint(subnet: Resource, tag: string): boolean {
  const service = services[tag.split('.')[0]?.toLowerCase() ?? '']
  if (service === undefined) return false
  return read
    .list(subnet.body, 'properties', 'serviceEndpoints')
    .some((endpoint) => (read.text(endpoint, 'service') ?? '').toLowerCase().replace(/\.global$/, '') === service)
}
