import { keyOf } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import { badRequest } from './bad-request.ts'
import { hasPrivateEndpoint } from './has-private-endpoint.ts'
import { hasManagedNetwork } from './isolation-mode.ts'

/** Where the nodes of a cluster or instance may be. Source: how-to-secure-training-vnet.md, how-to-managed-network.md. */
export function checkComputeNetwork(name: string, settings: JsonObject, workspace: Resource, world: World): void {
  const subnet = read.text(settings, 'subnet', 'id') ?? ''
  if (hasManagedNetwork(workspace)) {
    if (subnet !== '')
      throw badRequest(
        `The compute '${name}' cannot be in the subnet '${keyOf(subnet)}': the workspace '${workspace.name}' has a managed network.`,
        'properties.properties.subnet',
      )
    return
  }
  if (settings.enableNodePublicIp !== false) return
  if (!hasPrivateEndpoint(workspace, world))
    throw badRequest(
      `A compute without public IP needs a workspace with an approved private endpoint connection; '${workspace.name}' has none.`,
    )
  if (subnet === '')
    throw badRequest(
      `The compute '${name}' without public IP needs a subnet, because the workspace '${workspace.name}' has no managed network.`,
      'properties.properties.subnet',
    )
  const policies = read.object(world.get(keyOf(subnet))?.body, 'properties')
  // Seen in public reports of 2022. Whether Azure still says so is unconfirmed, so it can be switched off.
  if (
    world.habits.refusesNetworkPolicies &&
    [policies.privateLinkServiceNetworkPolicies, policies.privateEndpointNetworkPolicies].includes('Enabled')
  )
    throw badRequest(
      `The specified subnet ${subnet} has PrivateLinkServiceNetworkPolicies or PrivateEndpointNetworkPolicies enabled. Please disable them to provision cluster/instance with no public IP. Please read this document for more details: https://aka.ms/AMLPLNetPolicies`,
    )
}
