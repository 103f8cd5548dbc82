import { keyOf } from '../arm/resource-id.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'

/** The workspace that something lies in, however deep. */
export function workspaceAbove(id: string, world: World): Resource | undefined {
  return world.get(/^.*\/workspaces\/[^/]+/.exec(keyOf(id))?.[0] ?? '')
}
