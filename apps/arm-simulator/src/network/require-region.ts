import { ArmError } from '../arm/arm-error.ts'
import { keyOf, type ResourceId } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import type { World } from '../state/world.ts'

/** What lies in a subnet lies in the region of its network. A subnet elsewhere is a subnet that is not found. */
export function requireRegionOfSubnet(id: ResourceId, body: JsonObject, subnetId: string, world: World): void {
  const network = world.get(world.get(keyOf(subnetId))?.parent ?? '')
  if (network === undefined || read.text(network.body, 'location') === read.text(body, 'location')) return
  throw new ArmError(
    400,
    'InvalidResourceReference',
    `Resource ${subnetId} referenced by resource ${id.id} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
  )
}
