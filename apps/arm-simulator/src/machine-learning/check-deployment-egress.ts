import { keyOf } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import { badRequest } from './bad-request.ts'
import { hasManagedNetwork } from './isolation-mode.ts'
import { isProvisioned } from './managed-network.ts'
import { requireEnum } from './require-enum.ts'

const field = 'properties.egressPublicNetworkAccess'

/** How a deployment may go out. Source: concept-secure-online-endpoint.md, how-to-managed-network.md. */
export function checkDeploymentEgress(
  name: string,
  properties: JsonObject,
  existing: Resource | undefined,
  workspace: Resource,
  world: World,
): void {
  const asked = read.text(properties, 'egressPublicNetworkAccess')
  requireEnum(properties.egressPublicNetworkAccess, field, ['Enabled', 'Disabled'])
  if (existing !== undefined) {
    const before = read.text(existing.body, 'properties', 'egressPublicNetworkAccess')
    if (asked !== undefined && asked !== before)
      throw badRequest(`The egressPublicNetworkAccess of deployment '${name}' cannot be changed.`, field)
    return
  }
  if (hasManagedNetwork(workspace)) {
    if (asked !== undefined)
      throw badRequest(
        'The EgressPublicNetworkAccess under online deployment is no longer supported when your workspace is secured with managed virtual network. Please avoid setting EgressPublicNetworkAccess on the deployment in this case.',
        field,
      )
    if (!isProvisioned(workspace))
      throw badRequest(
        `The managed network of workspace '${workspace.name}' must be provisioned before an online deployment is created.`,
      )
    return
  }
  if (asked === 'Disabled') {
    const registry = world.get(keyOf(read.text(workspace.body, 'properties', 'containerRegistry') ?? ''))
    if (read.text(registry?.body, 'sku', 'name') !== 'Premium')
      throw badRequest(`The deployment '${name}' with private egress needs a workspace with a Premium registry.`, field)
    return
  }
  // The deployment then calls the workspace from the internet.
  if (read.text(workspace.body, 'properties', 'publicNetworkAccess') === 'Disabled')
    throw badRequest(
      `The deployment '${name}' with public egress needs public network access to workspace '${workspace.name}'.`,
      field,
    )
}
