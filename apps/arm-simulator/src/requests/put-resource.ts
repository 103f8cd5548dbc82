import { ArmError } from '../arm/arm-error.ts'
import type { ArmType, Write } from '../arm/arm-type.ts'
import { normalizeLocation } from '../arm/normalize-location.ts'
import type { ResourceId } from '../arm/resource-id.ts'
import { needsMember } from '../bodies/check-body.ts'
import { withoutIgnored } from '../bodies/without-ignored.ts'
import type { Json, JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import { acceptWrite } from './accept-write.ts'
import type { Answer, Call } from './call.ts'
import { checkPreconditions } from './check-preconditions.ts'
import { checkTags } from './check-tags.ts'
import { requireScope } from './require-scope.ts'

/** PUT: makes a resource, or replaces all of it. */
export function putResource(call: Call, type: ArmType, id: ResourceId): Answer {
  const { world } = call
  const body = requireObject(call.body)
  requireScope(call, type, id)
  const existing = world.get(id.key)
  if (type.name !== undefined && existing === undefined && !type.name.accepts.test(id.name)) {
    throw (
      type.name.refuse?.(id.name) ??
      new ArmError(
        400,
        'InvalidResourceName',
        `Resource name ${id.name} is invalid. The name does not follow the rules of ${type.type}.`,
        { target: id.name },
      )
    )
  }
  const location = locationOf(body, type, existing?.body)
  if (existing !== undefined && location !== undefined && read.text(existing.body, 'location') !== location) {
    const group = id.group ?? ''
    throw type.type === 'Microsoft.Resources/resourceGroups'
      ? new ArmError(
          409,
          'InvalidResourceGroupLocation',
          `Invalid resource group location '${location}'. The Resource group already exists in location '${read.text(existing.body, 'location') ?? ''}'.`,
        )
      : new ArmError(
          409,
          'InvalidResourceLocation',
          `The resource '${id.name}' already exists in location '${read.text(existing.body, 'location') ?? ''}' in resource group '${group}'. A resource with the same name cannot be created in location '${location}'. Please select a new resource name.`,
        )
  }
  checkPreconditions(call, existing)
  checkTags(read.object(body, 'tags'))
  const write: Write = {
    id,
    body: withoutIgnored(type.type, cleaned(body, type, location)),
    existing,
    world,
    query: call.query,
    verb: 'PUT',
  }
  for (const path of type.requires ?? []) {
    const value = read.at(body, ...path.split('.'))
    if (value === undefined || value === null)
      throw new ArmError(
        400,
        'InvalidRequestFormat',
        `Cannot parse the request: required field '${path}' is missing.`,
        { target: path },
      )
  }
  return acceptWrite(call, type, write)
}

export function requireObject(body: Json | undefined): JsonObject {
  if (read.isObject(body)) return body
  throw new ArmError(
    400,
    'InvalidRequestContent',
    'The request content was invalid and could not be deserialized: a JSON object is expected.',
  )
}

function locationOf(body: JsonObject, type: ArmType, existing: JsonObject | undefined): string | undefined {
  if (type.location === 'none') return undefined
  const asked = read.text(body, 'location')
  if (type.location === 'global') {
    if (asked !== undefined && asked.toLowerCase() !== 'global') {
      throw new ArmError(
        400,
        'LocationNotAvailableForResourceType',
        `The provided location '${asked}' is not available for resource type '${type.type}'. List of available regions for the resource type is 'global'.`,
      )
    }
    return 'global'
  }
  const location = asked ?? read.text(existing, 'location')
  if (location === undefined || location === '')
    throw new ArmError(400, 'LocationRequired', 'The location property is required for this definition.')
  return normalizeLocation(location)
}

/** What a client echoes from a read, and Azure ignores in a write. */
function cleaned(body: JsonObject, type: ArmType, location: string | undefined): JsonObject {
  const { id: _id, name: _name, type: _type, etag: _etag, systemData: _systemData, ...rest } = body
  const { provisioningState: _state, ...properties } = read.object(rest, 'properties')
  const isAlwaysThere = type.style.states !== undefined && !needsMember(type.type, 'properties')
  return {
    ...rest,
    ...(location === undefined ? {} : { location }),
    ...(rest.properties !== undefined || isAlwaysThere ? { properties } : {}),
  }
}
