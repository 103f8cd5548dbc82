import type { ArmType } from '../arm/arm-type.ts'
import { isVisible } from '../arm/is-visible.ts'
import { notFound } from '../arm/not-found.ts'
import type { ResourceId } from '../arm/resource-id.ts'
import { showResource } from '../arm/show-resource.ts'
import { read } from '../json/read.ts'
import type { Answer, Call } from './call.ts'
import { requireGroup } from './require-scope.ts'

/** GET and HEAD of one resource. */
export function getResource(call: Call, type: ArmType, id: ResourceId): Answer {
  const ledger = { resourceId: id.id, type: type.type }
  const isGroup = type.type === 'Microsoft.Resources/resourceGroups'
  requireGroup(call, id)
  const resource = call.world.get(id.key)
  if (!isVisible(resource, call.world)) {
    // A HEAD has no body that could carry a code, so only its status says it.
    if (call.method === 'HEAD') return { status: 404, ...ledger }
    throw isGroup ? notFound.group(id.name) : notFound.resource(id)
  }
  const found = { resourceId: resource.id, type: type.type, tags: read.object(resource.body, 'tags') }
  if (call.method === 'HEAD') return { status: 204, ...found }
  const body = showResource(resource, call.types, call.world)
  const etag = read.text(body, 'etag')
  return { status: 200, ...(etag === undefined ? {} : { headers: { etag } }), body, ...found }
}
