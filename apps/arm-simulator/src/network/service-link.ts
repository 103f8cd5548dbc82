import { keyOf } from '../arm/resource-id.ts'
import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'

/** After a compute of Azure ML is gone: the platform lets go of its subnet only some time after the last of them. */
export function leaveServiceLink(compute: Resource, world: World): void {
  const subnet = world.get(keyOf(read.text(compute.body, 'properties', 'properties', 'subnet', 'id') ?? ''))
  if (subnet === undefined || world.habits.serviceLinkMs === 0) return
  world.put({
    ...subnet,
    internal: { ...subnet.internal, serviceLinkUntilMs: world.now() + world.habits.serviceLinkMs },
  })
}

/**
 * What still holds a subnet although nobody is in it any more. The name of the link is the one that people report of other
 * services; which one Azure ML leaves is unconfirmed.
 */
export function serviceLinkOf(subnet: Resource, world: World): string | undefined {
  const until = read.number(subnet.internal, 'serviceLinkUntilMs') ?? 0
  return until > world.now() ? `${subnet.id}/serviceAssociationLinks/legionservicelink` : undefined
}
