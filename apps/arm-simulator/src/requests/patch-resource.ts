import { ArmError } from '../arm/arm-error.ts'
import type { ArmType } from '../arm/arm-type.ts'
import { notFound } from '../arm/not-found.ts'
import type { ResourceId } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { acceptWrite } from './accept-write.ts'
import type { Answer, Call } from './call.ts'
import { checkPreconditions } from './check-preconditions.ts'
import { checkTags } from './check-tags.ts'
import { requireObject } from './put-resource.ts'
import { requireGroup } from './require-scope.ts'

/** PATCH: tags for all, and the properties that a type lets one change. */
export function patchResource(call: Call, type: ArmType, id: ResourceId): Answer {
  const patch = requireObject(call.body)
  requireGroup(call, id)
  const existing = call.world.get(id.key)
  if (existing === undefined || existing.hidden) throw notFound.resource(id)
  checkPreconditions(call, existing)
  checkTags(read.object(patch, 'tags'))
  const asked = read.object(patch, 'properties')
  const { properties: allowed = [], top = [] } = type.patchable ?? {}
  for (const name of Object.keys(asked)) {
    if (allowed.includes(name)) continue
    throw new ArmError(
      400,
      'InvalidRequestContent',
      `The property '${name}' of '${type.type}' cannot be changed by a PATCH.`,
      { target: `properties.${name}` },
    )
  }
  const body: JsonObject = { ...existing.body }
  if (patch.tags !== undefined) body.tags = read.object(patch, 'tags')
  for (const name of top) if (patch[name] !== undefined) body[name] = patch[name]
  if (Object.keys(asked).length > 0) body.properties = { ...read.object(body, 'properties'), ...asked }
  const isTagsOnly = Object.keys(asked).length === 0 && top.every((name) => patch[name] === undefined)
  return acceptWrite(call, type, {
    id,
    body,
    existing,
    world: call.world,
    query: call.query,
    verb: 'PATCH',
    isTagsOnly,
  })
}
