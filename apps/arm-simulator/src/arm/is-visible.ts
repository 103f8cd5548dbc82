import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'

/** Whether a resource is found: it is not while it is made in the old way, nor before all of Azure has heard of it. */
export function isVisible(resource: Resource | undefined, world: World): resource is Resource {
  if (resource === undefined || resource.hidden) return false
  return (read.number(resource.internal, 'visibleAtMs') ?? 0) <= world.now()
}

/** What a resource remembers of when it will be found. Groups are Azure Resource Manager's own, which sees them at once. */
export function visibleFrom(resource: Resource, world: World): { visibleAtMs?: number } {
  const { visibilityMs } = world.habits
  return visibilityMs === 0 || resource.type === 'Microsoft.Resources/resourceGroups'
    ? {}
    : { visibleAtMs: world.now() + visibilityMs }
}
