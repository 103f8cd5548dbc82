import { type networkSecurityGroup, type routeTable, subnet, type virtualNetwork } from '@palisade/facts'
import type { SubnetUse } from '../address-plan/address-plan.ts'
import { adjust, type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'
import type { WayOut } from './way-out.ts'

/** What a subnet is connected to. */
export interface Connections {
  readonly rules: Declaration<typeof networkSecurityGroup>
  readonly routes?: Declaration<typeof routeTable> | undefined
  readonly wayOut?: WayOut | undefined
  readonly serviceEndpoints?: readonly { readonly service: 'Microsoft.Storage' | 'Microsoft.KeyVault' }[]
}

export const subnetKeys: Readonly<Record<SubnetUse, string>> = {
  firewall: 'network/firewall-subnet',
  endpoints: 'network/endpoints-subnet',
  training: 'network/training-subnet',
  scoring: 'network/scoring-subnet',
  hosts: 'network/hosts-subnet',
  bastion: 'network/bastion-subnet',
}

/**
 * A subnet of the workspace. It is made together with its rules and routes, so that nothing is ever in it that has
 * another way out. Azure ML refuses compute without a public IP where either network policy is on, and endpoints where
 * theirs is; while it is off, Azure does not apply the security group to traffic of private endpoints.
 */
export function makeSubnet(
  site: Site,
  network: Declaration<typeof virtualNetwork>,
  use: Exclude<SubnetUse, 'firewall' | 'bastion'>,
  connections: Connections,
) {
  const isGuest = site.choices.isExistingNetwork
  return declare(subnet, {
    key: subnetKeys[use],
    phase: 'network',
    parent: network,
    name: isGuest ? site.names.guest(`snet-${use}`) : subnetName(site, use),
    exclusive: [network.id],
    isGuest,
    body: {
      properties: {
        addressPrefix: site.range(use).addressPrefix,
        defaultOutboundAccess: false,
        ...connected(connections),
        ...policiesOff,
      },
    },
  })
}

/**
 * Somebody else's subnet, set so that Azure ML can use it, where the request allows it. Only what adds: its security group
 * and its routes are its owner's, and ours could not be taken away again while it uses them.
 */
export function adjustSubnet(
  network: Declaration<typeof virtualNetwork>,
  existing: Declaration<typeof subnet>,
  key: string,
  services: NonNullable<Connections['serviceEndpoints']>,
) {
  return adjust(subnet, {
    key,
    phase: 'network',
    target: existing,
    exclusive: [network.id],
    body: { properties: { ...policiesOff, ...endpointsOf(services) } },
  })
}

/** What Azure ML asks of a subnet that it puts compute into. */
export const policiesOff = {
  privateEndpointNetworkPolicies: 'Disabled',
  privateLinkServiceNetworkPolicies: 'Disabled',
} as const

function connected({ rules, routes, wayOut, serviceEndpoints = [] }: Connections) {
  return {
    networkSecurityGroup: { id: rules.ref },
    ...(routes === undefined ? {} : { routeTable: { id: routes.ref } }),
    ...(wayOut?.natGateway === undefined ? {} : { natGateway: { id: wayOut.natGateway.ref } }),
    ...endpointsOf(serviceEndpoints),
  }
}

function endpointsOf(services: NonNullable<Connections['serviceEndpoints']>) {
  return services.length === 0 ? {} : { serviceEndpoints: [...services] }
}

function subnetName({ names }: Site, use: Exclude<SubnetUse, 'firewall' | 'bastion'>): string {
  switch (use) {
    case 'endpoints':
      return names.endpointsSubnet
    case 'training':
      return names.trainingSubnet
    case 'scoring':
      return names.scoringSubnet
    case 'hosts':
      return names.hostsSubnet
  }
}
