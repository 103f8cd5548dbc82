import { type RequirementOf, subnet, type virtualNetwork } from '@palisade/facts'
import type { SubnetUse } from '../address-plan/address-plan.ts'
import { type Declaration, read } from '../declare.ts'
import type { Site } from '../site.ts'
import { serviceEndpoints } from './service-endpoints.ts'

/**
 * A subnet that was there before, held against what the request says of it and against what Azure ML needs. What the
 * request allows to change is set instead of required.
 */
export function existingSubnet(site: Site, network: Declaration<typeof virtualNetwork>, use: SubnetUse) {
  const existing = site.request.network?.existing
  const wanted = use === 'firewall' ? undefined : existing?.subnets?.[use]
  if (wanted === undefined) return undefined
  return read(subnet, {
    key: `preflight/${use}-subnet`,
    phase: 'preflight',
    id: `${network.id}/subnets/${wanted.name}`,
    requires: {
      addressPrefix: wanted.addressPrefix,
      ...whatOnlyItsOwnerChanges(site, use),
      ...(existing?.mayAdjust === true ? {} : whatWeCouldAdjust(site, use)),
    },
  })
}

function whatOnlyItsOwnerChanges({ choices }: Site, use: SubnetUse): RequirementOf<typeof subnet> {
  if (use === 'bastion' || use === 'endpoints' || use === 'firewall') return {}
  const isRouted = choices.egress === 'appliance' || choices.egress === 'existingAzureFirewall'
  return { isUndelegated: true, ...(isRouted && use !== 'hosts' ? { hasRouteTable: true } : {}) }
}

function whatWeCouldAdjust(site: Site, use: SubnetUse): RequirementOf<typeof subnet> {
  switch (use) {
    case 'training': {
      const services = serviceEndpoints(site).map(({ service }) => service)
      return {
        privateEndpointNetworkPolicies: 'Disabled',
        privateLinkServiceNetworkPolicies: 'Disabled',
        ...(services.length === 0 ? {} : { serviceEndpoints: services }),
      }
    }
    case 'endpoints':
      return { privateEndpointNetworkPolicies: 'Disabled' }
    case 'scoring':
    case 'hosts':
    case 'bastion':
    case 'firewall':
      return {}
  }
}
