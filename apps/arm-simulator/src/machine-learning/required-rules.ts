import { keyOf } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import { isolationOf } from './isolation-mode.ts'
import { destinationOf, isRequired, outboundRuleType, putOutboundRule, ruleTo } from './outbound-rule.ts'

const parts: Readonly<Record<string, readonly string[]>> = {
  storageAccount: ['blob', 'file'],
  keyVault: ['vault'],
  containerRegistry: ['registry'],
}

/**
 * Private endpoints of the managed network that Azure adds by itself: to all that the workspace uses when only
 * approved traffic goes out, else only to what is closed to the public. They are looked at again whenever the
 * workspace is written or its network is made; whether a later change of a target alone adds one is unconfirmed.
 */
export function placeRequiredRules(workspace: Resource, world: World): void {
  const wanted = wantedRules(workspace, world)
  const destinations = wanted.map((rule) => destinationOf(rule.properties))
  for (const rule of world.children(workspace.key, outboundRuleType)) {
    if (isRequired(rule) && !destinations.includes(destinationOf(read.object(rule.body, 'properties'))))
      world.remove(rule.key)
  }
  for (const { name, properties } of wanted) {
    if (ruleTo(properties, workspace, world) !== undefined) continue
    putOutboundRule(`__SYS_PE_${name}_${world.newGuid().slice(0, 8)}`, properties, workspace, world)
  }
}

function wantedRules(workspace: Resource, world: World): { name: string; properties: JsonObject }[] {
  const mode = isolationOf(workspace.body)
  if (mode === 'Disabled') return []
  const targets = [
    ...Object.entries(parts).map(([field, groups]) => ({
      target: world.get(keyOf(read.text(workspace.body, 'properties', field) ?? '')),
      groups,
    })),
    { target: workspace, groups: ['amlworkspace'] },
  ]
  return targets.flatMap(({ target, groups }) => {
    if (target === undefined) return []
    const isClosed = read.text(target.body, 'properties', 'publicNetworkAccess')?.toLowerCase() === 'disabled'
    if (mode !== 'AllowOnlyApprovedOutbound' && !isClosed) return []
    return groups.map((group) => ({
      name: `${target.name}_${group}`,
      properties: {
        type: 'PrivateEndpoint',
        category: 'Required',
        destination: { serviceResourceId: target.id, subresourceTarget: group, sparkEnabled: false },
      },
    }))
  })
}
