import { keyOf } from '../arm/resource-id.ts'
import { read } from '../json/read.ts'
import { isClosedToAll } from '../private-link/why-closed.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import type { ComputeObstacle } from './compute-obstacles.ts'
import { isProvisioned } from './managed-network.ts'
import { ruleTo } from './outbound-rule.ts'

/** A part of what a workspace uses, as an outbound rule names it. */
export type ManagedPart = 'blob' | 'file' | 'vault' | 'registry'

const parts = {
  blob: { field: 'storageAccount', port: 443 },
  file: { field: 'storageAccount', port: 445 },
  vault: { field: 'keyVault', port: 443 },
  registry: { field: 'containerRegistry', port: 443 },
} as const satisfies Record<ManagedPart, { field: string; port: number }>

/**
 * What machines in the managed network do not reach: what is closed to the public and has no outbound rule, such as an
 * account that was closed after the network was made. A network that is still to be made gets all the rules it needs then.
 */
export function managedNetworkObstacles(
  workspace: Resource,
  wanted: readonly ManagedPart[],
  world: World,
): ComputeObstacle[] {
  if (!isProvisioned(workspace)) return []
  return wanted.flatMap((part) => {
    const { field, port } = parts[part]
    const target = world.get(keyOf(read.text(workspace.body, 'properties', field) ?? ''))
    if (target === undefined || !isClosedToAll(target)) return []
    const properties = { destination: { serviceResourceId: target.id, subresourceTarget: part } }
    if (ruleTo(properties, workspace, world) !== undefined) return []
    const why = `the public network access of ${target.id} is disabled, and no outbound rule of the managed network leads to it`
    return [
      {
        obstacle: { at: 'target', why },
        what: `Tcp ${port} to ${part} of ${target.name}`,
        direction: 'Outbound',
        protocol: 'Tcp',
        port,
        tag: 'VirtualNetwork',
        ...(field === 'storageAccount' && wanted.includes('file') ? { isMount: true } : {}),
      } as const,
    ]
  })
}
