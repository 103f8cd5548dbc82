import { createHash } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { WorkspaceRequest } from '@palisade/contract'
import type { SimulatedAzure } from '../support/simulated-azure.ts'
import { policyZone, zonesOfGroup } from './given/dns-zones.ts'

/**
 * Does what a platform team's policies for private DNS do: links its zones to the network, without which nobody there would
 * know their names, and puts a zone group below each private endpoint that appears. The links are taken away at the end.
 */
export async function playPolicy(azure: SimulatedAzure, request: WorkspaceRequest, stop: AbortSignal): Promise<void> {
  const group = `/subscriptions/${request.subscriptionId}/resourceGroups/${request.resourceGroup}`
  const name = request.dns?.zoneGroupName ?? 'deployedByPolicy'
  const done = new Set<string>()
  const links: string[] = []
  while (!stop.aborted) {
    if (links.length === 0) links.push(...(await linkZones(azure, group)))
    const endpoints = await azure.list(group, 'Microsoft.Network/privateEndpoints')
    const ready = endpoints.filter(
      ({ properties, id = '' }) => properties?.provisioningState === 'Succeeded' && !done.has(id),
    )
    await Promise.all(
      ready.map(async ({ id = '', properties = {} }) => {
        done.add(id)
        await azure.make(`${id}/privateDnsZoneGroups/${name}`, zoneGroupOf(properties))
      }),
    )
    await delay(50)
  }
  await Promise.all(links.map((id) => azure.take(id)))
}

/** Links every zone to the network of a group, as soon as there is one. */
async function linkZones(azure: SimulatedAzure, group: string): Promise<string[]> {
  // A group may be called what no link may.
  const name = `link-${createHash('sha256').update(group).digest('hex').slice(0, 12)}`
  const [network] = await azure.list(group, 'Microsoft.Network/virtualNetworks')
  if (network?.id === undefined || network.properties?.provisioningState !== 'Succeeded') return []
  const body = { location: 'global', properties: { virtualNetwork: { id: network.id }, registrationEnabled: false } }
  const zones = [...new Set(Object.values(zonesOfGroup).flat())]
  return Promise.all(
    zones.map(async (zone) => {
      const id = `${policyZone(zone)}/virtualNetworkLinks/${name}`
      await azure.make(id, body)
      return id
    }),
  )
}

function zoneGroupOf(endpoint: object) {
  // Which parts of its target an endpoint leads to stands in its connections, under groupIds and nowhere else.
  const [, parts = ''] = /"groupIds":\[([^\]]*)\]/.exec(JSON.stringify(endpoint)) ?? []
  const zones = [...parts.matchAll(/"([^"]+)"/g)].flatMap(([, part = '']) => zonesOfGroup[part] ?? [])
  return {
    properties: {
      privateDnsZoneConfigs: zones.map((zone) => ({
        name: zone.replaceAll('.', '-'),
        properties: { privateDnsZoneId: policyZone(zone) },
      })),
    },
  }
}
