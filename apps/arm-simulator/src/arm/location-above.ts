import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'

/** The location of what a resource lies in: children have none of their own. */
export function locationAbove(resource: Resource, world: World): string {
  const parent = world.get(resource.parent)
  if (parent === undefined) return 'global'
  return read.text(parent.body, 'location') ?? locationAbove(parent, world)
}
