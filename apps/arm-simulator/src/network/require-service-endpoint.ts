import { ArmError } from '../arm/arm-error.ts'
import { keyOf } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import type { World } from '../state/world.ts'

/** A subnet may be let in by a network rule only when it has the service endpoint already. */
export function requireServiceEndpoint(acls: JsonObject, service: string, code: string, world: World): void {
  for (const rule of read.list(acls, 'virtualNetworkRules')) {
    if (read.at(rule, 'ignoreMissingVnetServiceEndpoint') === true) continue
    const id = read.text(rule, 'id') ?? ''
    const subnet = world.get(keyOf(id))
    const has = read
      .list(subnet?.body, 'properties', 'serviceEndpoints')
      .some((endpoint) => (read.text(endpoint, 'service') ?? '').toLowerCase().startsWith(service.toLowerCase()))
    if (has) continue
    const [network = '', name = ''] = [id.split('/').at(-3), id.split('/').at(-1)]
    throw new ArmError(
      400,
      code,
      `Validation of network acls failure: SubnetsHaveNoServiceEndpointsConfigured:Subnets ${name} of virtual network ${network} do not have ServiceEndpoints for ${service} resources configured. Add ${service} to subnet's ServiceEndpoints collection before trying to ACL ${service} resources to these subnets..`,
    )
  }
}
