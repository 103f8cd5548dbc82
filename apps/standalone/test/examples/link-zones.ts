import { createHash } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { WorkspaceRequest } from '@palisade/contract'
import type { SimulatedAzure } from '../support/simulated-azure.ts'
import { zonesLinkedByOthers } from './given/dns-zones.ts'

/**
 * Does what a platform team does that keeps the zones itself: links them to a network as soon as that is there. Without it
 * nobody in the network would know a private name. Answers the links.
 */
export async function linkZones(
  azure: SimulatedAzure,
  request: WorkspaceRequest,
  stop: AbortSignal,
): Promise<readonly string[]> {
  const zones = request.network?.existing === undefined ? zonesLinkedByOthers(request) : []
  const group = `/subscriptions/${request.subscriptionId}/resourceGroups/${request.resourceGroup}`
  // A group may be called what no link may.
  const name = `link-${createHash('sha256').update(group).digest('hex').slice(0, 12)}`
  while (zones.length > 0 && !stop.aborted) {
    const [network] = await azure.list(group, 'Microsoft.Network/virtualNetworks')
    if (network?.id !== undefined && network.properties?.provisioningState === 'Succeeded') {
      const body = {
        location: 'global',
        properties: { virtualNetwork: { id: network.id }, registrationEnabled: false },
      }
      const links = zones.map((zone) => `${zone}/virtualNetworkLinks/${name}`)
      await Promise.all(links.map((link) => azure.make(link, body)))
      return links
    }
    await delay(50)
  }
  return []
}
