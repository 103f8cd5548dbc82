import type { CheckSubject } from '@palisade/contract'
import { virtualNetwork, virtualNetworkLink } from '@palisade/facts'
import type { Composed } from './composed.ts'

/**
 * Whether the network is linked to a zone of the same name already, of which Azure allows one. A network that we make is
 * linked to nothing yet; undefined then, and where nothing is linked.
 */
export function zoneLinks({ site, resources }: Composed): CheckSubject | undefined {
  const zones = resources
    .filter(({ action, kind }) => action === 'make' && kind === virtualNetworkLink.type)
    .map(({ id }) => id.split('/').at(-3) ?? '')
  const networks = resources
    .filter(
      ({ action, kind, key }) =>
        action === 'read' && kind === virtualNetwork.type && key === 'preflight/virtual-network',
    )
    .map(({ id }) => id)
  if (zones.length === 0 || networks.length === 0) return undefined
  return {
    check: 'zone-links',
    subscription: site.request.subscriptionId,
    virtualNetworkIds: networks,
    zones: [...new Set(zones)],
  }
}
