import { keyOf } from '../arm/resource-id.ts'
import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import type { ComputeObstacle } from './compute-obstacles.ts'
import { isProvisioned } from './managed-network.ts'
import { ruleTo } from './outbound-rule.ts'

/**
 * What a compute in the managed network does not reach: what is closed to the public and has no outbound rule, such as an
 * account that was closed after the network was made. A network that is still to be made gets all the rules it needs then.
 */
export function managedNetworkObstacles(workspace: Resource, isInstance: boolean, world: World): ComputeObstacle[] {
  if (!isProvisioned(workspace)) return []
  const parts = [
    { field: 'storageAccount', groupId: 'blob', port: 443, isMount: isInstance },
    ...(isInstance ? [{ field: 'storageAccount', groupId: 'file', port: 445, isMount: true }] : []),
    { field: 'keyVault', groupId: 'vault', port: 443, isMount: false },
    { field: 'containerRegistry', groupId: 'registry', port: 443, isMount: false },
  ]
  return parts.flatMap(({ field, groupId, port, isMount }) => {
    const target = world.get(keyOf(read.text(workspace.body, 'properties', field) ?? ''))
    if (target === undefined) return []
    if (read.text(target.body, 'properties', 'publicNetworkAccess')?.toLowerCase() !== 'disabled') return []
    const properties = { destination: { serviceResourceId: target.id, subresourceTarget: groupId } }
    if (ruleTo(properties, workspace, world) !== undefined) return []
    const why = `the public network access of ${target.id} is disabled, and no outbound rule of the managed network leads to it`
    return [
      {
        obstacle: { at: 'target', why },
        what: `Tcp ${port} to ${groupId} of ${target.name}`,
        direction: 'Outbound',
        protocol: 'Tcp',
        port,
        tag: 'VirtualNetwork',
        ...(isMount ? { isMount } : {}),
      } as const,
    ]
  })
}
