import { createHash } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { WorkspaceRequest } from '@palisade/contract'
import type { SimulatedAzure } from '../support/simulated-azure.ts'
import { zonesLinkedByOthers } from './given/dns-zones.ts'
import type { Given } from './given/given.ts'
import { peeringsByOthers } from './given/hub.ts'

/**
 * Does what a platform team does for a network that a request leaves to it: links its zones to it and peers it with its
 * firewall, as soon as the network is there. Without that nobody there would know a private name, or get out. Answers what
 * it made.
 */
export async function joinPlatform(
  azure: SimulatedAzure,
  request: WorkspaceRequest,
  stop: AbortSignal,
): Promise<readonly string[]> {
  const group = `/subscriptions/${request.subscriptionId}/resourceGroups/${request.resourceGroup}`
  const isOurs = request.network !== undefined && request.network.existing === undefined
  while (isOurs && !stop.aborted) {
    const [network] = await azure.list(group, 'Microsoft.Network/virtualNetworks')
    if (network?.id !== undefined && network.properties?.provisioningState === 'Succeeded') {
      const joints = jointsOf(request, network.id)
      for (const { id, body } of joints) await azure.make(id, body)
      return joints.map(({ id }) => id)
    }
    await delay(50)
  }
  return []
}

function jointsOf(request: WorkspaceRequest, networkId: string): Given[] {
  // A network may be called what no link may.
  const name = `link-${createHash('sha256').update(networkId.toLowerCase()).digest('hex').slice(0, 12)}`
  const links = zonesLinkedByOthers(request).map((zone) => ({
    id: `${zone}/virtualNetworkLinks/${name}`,
    body: { location: 'global', properties: { virtualNetwork: { id: networkId }, registrationEnabled: false } },
  }))
  return [...links, ...peeringsByOthers(request, networkId)]
}
