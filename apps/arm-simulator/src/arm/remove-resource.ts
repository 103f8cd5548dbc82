import { read } from '../json/read.ts'
import { disconnectEndpoints } from '../private-link/disconnect-endpoints.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import type { Types } from './types.ts'

/** Takes a resource away with all that lies in it: children, role assignments, its identity's principal. */
export function removeResource(resource: Resource, types: Types, world: World, query: URLSearchParams): void {
  for (const child of world.children(resource.key)) removeResource(child, types, world, new URLSearchParams())
  if (world.get(resource.key) === undefined) return
  world.remove(resource.key)
  disconnectEndpoints(resource.key, world)
  const principal = read.text(resource.body, 'identity', 'principalId')
  if (principal !== undefined) world.forgetPrincipal(principal)
  types.of(resource).removed?.(resource, world, query)
}
