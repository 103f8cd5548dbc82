import { type virtualNetwork, virtualNetworkPeering } from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'

/**
 * Connects the network with a hub. A peering is two resources, one on each side; until both are there, nothing passes.
 * The hub's side is a child of its own, so nothing else of the hub is written.
 */
export function peering(
  site: Site,
  network: Declaration<typeof virtualNetwork>,
  hub: Declaration<typeof virtualNetwork>,
) {
  const useHubGateway = site.request.network?.peering?.useHubGateway === true
  const fromHub = declare(virtualNetworkPeering, {
    key: 'network/peering-from-hub',
    phase: 'network',
    parent: hub,
    name: site.names.guest('peer'),
    exclusive: [hub.id, network.id],
    isGuest: true,
    body: {
      properties: {
        remoteVirtualNetwork: { id: network.ref },
        allowVirtualNetworkAccess: true,
        allowForwardedTraffic: true,
        allowGatewayTransit: useHubGateway,
        useRemoteGateways: false,
      },
    },
  })
  const toHub = declare(virtualNetworkPeering, {
    key: 'network/peering-to-hub',
    phase: 'network',
    parent: network,
    name: site.choices.isExistingNetwork ? site.names.guest('peer') : 'hub',
    // A gateway can be used only when the hub's side offers it.
    after: [fromHub],
    exclusive: [hub.id, network.id],
    isGuest: site.choices.isExistingNetwork,
    body: {
      properties: {
        remoteVirtualNetwork: { id: hub.ref },
        allowVirtualNetworkAccess: true,
        allowForwardedTraffic: true,
        allowGatewayTransit: false,
        useRemoteGateways: useHubGateway,
      },
    },
  })
  return { fromHub, toHub }
}
