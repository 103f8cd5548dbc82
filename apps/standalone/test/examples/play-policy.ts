import { setTimeout as delay } from 'node:timers/promises'
import type { WorkspaceRequest } from '@palisade/contract'
import type { SimulatedAzure } from '../support/simulated-azure.ts'
import { policyZone, zonesOfGroup } from './given/dns-zones.ts'

/** Does what an Azure Policy for private DNS does: puts a zone group below each private endpoint that appears. */
export async function playPolicy(azure: SimulatedAzure, request: WorkspaceRequest, stop: AbortSignal): Promise<void> {
  const group = `/subscriptions/${request.subscriptionId}/resourceGroups/${request.resourceGroup}`
  const name = request.dns?.zoneGroupName ?? 'deployedByPolicy'
  const done = new Set<string>()
  while (!stop.aborted) {
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
