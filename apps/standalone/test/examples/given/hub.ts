import { createHash } from 'node:crypto'
import type { WorkspaceRequest } from '@palisade/contract'
import { type Given, groupOf } from './given.ts'

/** The network of a platform team, with its firewall where the request names one. */
export function hub(request: WorkspaceRequest): Given[] {
  const { network, egress, region: location } = request
  const firewallId = egress?.mode === 'existingAzureFirewall' ? egress.firewallId : undefined
  const policyId = egress?.mode === 'existingAzureFirewall' ? egress.policyId : undefined
  const anchor = network?.peering?.hubId ?? firewallId
  const policy: Given[] =
    policyId === undefined ? [] : [{ id: policyId, body: { location, properties: { sku: { tier: 'Standard' } } } }]
  if (anchor === undefined) return policy

  const provider = `${groupOf(anchor)}/providers/Microsoft.Network`
  const hubId = hubOf(request) ?? anchor
  const space = spaceBeside(request)
  const virtualNetwork: Given = {
    id: hubId,
    body: {
      location,
      properties: {
        addressSpace: { addressPrefixes: [`${space}.0/24`] },
        subnets: [
          { name: 'AzureFirewallSubnet', properties: { addressPrefix: `${space}.0/26` } },
          { name: 'GatewaySubnet', properties: { addressPrefix: `${space}.64/27` } },
        ],
      },
    },
  }
  if (firewallId === undefined) return [...policy, virtualNetwork]

  const address: Given = {
    id: `${provider}/publicIPAddresses/pip-of-firewall`,
    body: { location, sku: { name: 'Standard' }, properties: { publicIPAllocationMethod: 'Static' } },
  }
  const firewall: Given = {
    id: firewallId,
    body: {
      location,
      properties: {
        sku: { name: 'AZFW_VNet', tier: 'Standard' },
        // Rules that nobody else may write are its owner's: he has opened what we hand over, and more.
        ...(policyId === undefined ? { networkRuleCollections: [openToAll] } : { firewallPolicy: { id: policyId } }),
        ipConfigurations: [
          {
            name: 'ipconfig',
            properties: { subnet: { id: `${hubId}/subnets/AzureFirewallSubnet` }, publicIPAddress: { id: address.id } },
          },
        ],
      },
    },
  }
  return [
    ...policy,
    virtualNetwork,
    address,
    firewall,
    ...peeringsByOthers(request, network?.existing?.virtualNetworkId),
  ]
}

/** The network of the hub, or of the firewall alone. */
function hubOf({ network, egress }: WorkspaceRequest): string | undefined {
  if (network?.peering !== undefined) return network.peering.hubId
  const firewallId = egress?.mode === 'existingAzureFirewall' ? egress.firewallId : undefined
  return firewallId && `${groupOf(firewallId)}/providers/Microsoft.Network/virtualNetworks/vnet-of-firewall`
}

/** A network that is not to be peered by us is connected to the firewall by others, from both sides. */
export function peeringsByOthers(request: WorkspaceRequest, networkId: string | undefined): Given[] {
  const hubId = hubOf(request)
  if (request.network?.peering !== undefined || hubId === undefined || networkId === undefined) return []
  const name = `peer-${createHash('sha256').update(networkId.toLowerCase()).digest('hex').slice(0, 12)}`
  const peering = (from: string, to: string): Given => ({
    id: `${from}/virtualNetworkPeerings/${name}`,
    body: { properties: { remoteVirtualNetwork: { id: to }, allowForwardedTraffic: true } },
  })
  return [peering(networkId, hubId), peering(hubId, networkId)]
}

const openToAll = {
  name: 'open',
  properties: {
    priority: 200,
    action: { type: 'Allow' },
    rules: [
      {
        name: 'all',
        protocols: ['Any'],
        sourceAddresses: ['*'],
        destinationAddresses: ['*'],
        destinationPorts: ['*'],
      },
    ],
  },
}

/** The first three numbers of a range that is not the workspace's: networks that are peered must not overlap. */
function spaceBeside({ network }: WorkspaceRequest): string {
  const taken = [
    network?.addressSpace,
    ...Object.values(network?.existing?.subnets ?? {}).map((one) => one.addressPrefix),
  ]
  const isFree = (candidate: string): boolean =>
    !taken.some((range) => range?.split('.')[0] === candidate.split('.')[0])
  return ['10.0.0', '172.31.255', '192.168.255', '100.64.0'].find((one) => isFree(one)) ?? '10.0.0'
}
