import type { WorkspaceRequest } from '@palisade/contract'
import type { Given } from './given.ts'

/** The private zones of each part of a resource, as Microsoft's page on private endpoint DNS has them. */
export const zonesOfGroup: Readonly<Record<string, readonly string[]>> = {
  amlworkspace: ['privatelink.api.azureml.ms', 'privatelink.notebooks.azure.net'],
  blob: ['privatelink.blob.core.windows.net'],
  file: ['privatelink.file.core.windows.net'],
  queue: ['privatelink.queue.core.windows.net'],
  table: ['privatelink.table.core.windows.net'],
  dfs: ['privatelink.dfs.core.windows.net'],
  vault: ['privatelink.vaultcore.azure.net'],
  registry: ['privatelink.azurecr.io'],
  azuremonitor: [
    'privatelink.monitor.azure.com',
    'privatelink.oms.opinsights.azure.com',
    'privatelink.ods.opinsights.azure.com',
    'privatelink.agentsvc.azure-automation.net',
    'privatelink.blob.core.windows.net',
  ],
}

const allZones = [...new Set(Object.values(zonesOfGroup).flat())]

/** Where a platform team keeps its zones, for a request that leaves their place to an Azure Policy. */
const placeOfPolicyZones = '/subscriptions/99999999-2222-3333-4444-555555555555/resourceGroups/rg-policy-zones'

/** The id of a zone that an Azure Policy writes into. */
export function policyZone(name: string): string {
  return zoneIn(placeOfPolicyZones, name)
}

/** All zones, where the request says that they are or where a policy keeps them. */
export function dnsZones({ dns }: WorkspaceRequest): Given[] {
  const place = dns?.mode === 'existingZones' ? dns.zonesIn : dns?.mode === 'policy' ? placeOfPolicyZones : undefined
  return place === undefined ? [] : allZones.map((name) => ({ id: zoneIn(place, name), body: { location: 'global' } }))
}

/** The zones that others link to the network of a workspace, because the request leaves that to them. */
export function zonesLinkedByOthers({ dns }: WorkspaceRequest): string[] {
  const place = dns?.mode === 'policy' ? placeOfPolicyZones : dns?.linkZones === false ? dns.zonesIn : undefined
  return place === undefined ? [] : allZones.map((name) => zoneIn(place, name))
}

/** The zones that an existing network is linked to already, with their links. */
export function linkedZones(request: WorkspaceRequest): Given[] {
  const { dns, network, subscriptionId } = request
  const { virtualNetworkId, linkedZones: names = [] } = network?.existing ?? {}
  if (virtualNetworkId === undefined) return []
  const place = dns?.zonesIn ?? placeOfPolicyZones
  const zones = new Set([...names.map((name) => zoneIn(place, name)), ...zonesLinkedByOthers(request)])
  return [...zones].flatMap((zone) => [
    { id: zone, body: { location: 'global' } },
    {
      id: `${zone}/virtualNetworkLinks/link-${subscriptionId}`,
      body: {
        location: 'global',
        properties: { virtualNetwork: { id: virtualNetworkId }, registrationEnabled: false },
      },
    },
  ])
}

function zoneIn(group: string, name: string): string {
  return `${group}/providers/Microsoft.Network/privateDnsZones/${name}`
}
