import { ArmError } from '../arm/arm-error.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'

/** What is linked to a private link scope is not deleted. Source: private-link-configure; the code is in no document. */
export function refuseWhileLinked(resource: Resource, world: World): void {
  const link = world.referencers(resource.key, 'Microsoft.Insights/privateLinkScopes/scopedResources')[0]
  if (link === undefined) return
  throw new ArmError(
    409,
    'Conflict',
    `The resource '${resource.name}' is connected to a private link scope by ${link.id}. Disconnect it before deleting it.`,
  )
}
