import type { WorkspaceRequest } from '@palisade/contract'
import { type Given, groupOf, nameOf, withoutUndefined } from './given.ts'

interface Subnet {
  readonly name: string
  readonly addressPrefix: string
  readonly isRouted: boolean
}

/**
 * A network of somebody else, with the subnets that the request names. Where the request may not adjust them, they are
 * as Azure ML needs them.
 */
export function existingNetwork(request: WorkspaceRequest): Given[] {
  const { network, region: location, resources, dns } = request
  const { existing, addressSpace } = network ?? {}
  if (existing === undefined) return []
  const id = existing.virtualNetworkId
  const routeTable: Given = {
    id: `${groupOf(id)}/providers/Microsoft.Network/routeTables/rt-${nameOf(id)}`,
    body: {
      location,
      properties: {
        routes: [
          {
            name: 'default',
            properties: { addressPrefix: '0.0.0.0/0', nextHopType: 'VirtualAppliance', nextHopIpAddress: '10.200.0.4' },
          },
          ...(hasPublicCompute(request) ? [routeOfAzureMl] : []),
        ],
      },
    },
  }
  const services = [
    ...(resources?.storage?.serviceEndpoint === true ? ['Microsoft.Storage'] : []),
    ...(resources?.vault?.serviceEndpoint === true ? ['Microsoft.KeyVault'] : []),
  ]
  const policies =
    existing.mayAdjust === true
      ? { privateEndpointNetworkPolicies: 'Enabled' }
      : {
          privateEndpointNetworkPolicies: 'Disabled',
          privateLinkServiceNetworkPolicies: 'Disabled',
          serviceEndpoints: services.map((service) => ({ service })),
        }
  const subnets = subnetsOf(request)
  const prefixes = subnets.map(({ addressPrefix }) => addressPrefix)
  const virtualNetwork: Given = {
    id,
    body: {
      location,
      properties: {
        addressSpace: { addressPrefixes: withoutUndefined([addressSpace, ...prefixes]) },
        // Whoever has servers for private names has told the network of them.
        ...(dns?.mode === 'customServer' ? { dhcpOptions: { dnsServers: dns.servers ?? ['10.200.0.53'] } } : {}),
        subnets: subnets.map(({ name, addressPrefix, isRouted }) => ({
          name,
          properties: { addressPrefix, ...policies, ...(isRouted ? { routeTable: { id: routeTable.id } } : {}) },
        })),
      },
    },
  }
  return [routeTable, virtualNetwork]
}

/** What we hand over to the owner of a network in which computes get public addresses. */
const routeOfAzureMl = {
  name: 'azure-ml',
  properties: { addressPrefix: 'AzureMachineLearning', nextHopType: 'Internet' },
}

function hasPublicCompute({ scenario, compute }: WorkspaceRequest): boolean {
  const computes = [...(compute?.clusters ?? []), ...(compute?.instances ?? [])]
  return computes.some(({ publicIp = scenario === 'hybrid' }) => publicIp)
}

function subnetsOf({ network, compute }: WorkspaceRequest): Subnet[] {
  const named = Object.entries(network?.existing?.subnets ?? {}).map(([use, { name, addressPrefix }]) => ({
    name,
    addressPrefix,
    isRouted: use === 'training' || use === 'scoring',
  }))
  const known = new Set(named.map(({ name }) => name.toLowerCase()))
  const computes = [...(compute?.clusters ?? []), ...(compute?.instances ?? [])]
  const others = withoutUndefined(computes.map(({ subnetId }) => subnetId))
    .map(nameOf)
    .filter((name) => !known.has(name.toLowerCase()))
  // Of these the request says no range: any that nobody else has, and that is large enough for all nodes.
  const unplanned = [...new Set(others)].map((name, index) => ({
    name,
    addressPrefix: `172.30.${index * 32}.0/19`,
    isRouted: true,
  }))
  return [...named, ...unplanned]
}
