import { ArmError } from '../arm/arm-error.ts'
import { isVisible } from '../arm/is-visible.ts'
import { notFound } from '../arm/not-found.ts'
import { parseResourceId } from '../arm/resource-id.ts'
import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'
import type { Answer, Call } from './call.ts'
import { checkTags } from './check-tags.ts'

const type = 'Microsoft.Resources/tags'

/** `{scope}/providers/Microsoft.Resources/tags/default`: the tags of a resource or group, without the rest of it. */
export function answerTags(call: Call): Answer | undefined {
  const scope = /^(\/subscriptions\/.+)\/providers\/microsoft\.resources\/tags\/default$/i.exec(call.path)?.[1]
  if (scope === undefined) return undefined
  const id = parseResourceId(scope)
  // Those of a subscription are not kept here.
  if (id === undefined) return undefined
  const resource = call.world.get(id.key)
  if (!isVisible(resource, call.world))
    throw id.type === 'Microsoft.Resources/resourceGroups' ? notFound.group(id.name) : notFound.resource(id)
  const before = read.object(resource.body, 'tags')
  const asked = read.object(call.body, 'properties', 'tags')
  switch (call.method) {
    case 'GET':
      return { status: 200, body: show(resource, before), type }
    case 'PUT':
      return write(call, resource, asked)
    case 'PATCH':
      return write(call, resource, merged(before, asked, read.text(call.body, 'operation')))
    case 'DELETE':
      return removed(call, resource)
    default:
      return undefined
  }
}

function merged(before: JsonObject, asked: JsonObject, operation: string | undefined): JsonObject {
  switch (operation?.toLowerCase()) {
    case 'merge':
      return { ...before, ...asked }
    case 'replace':
      return asked
    case 'delete':
      return Object.fromEntries(Object.entries(before).filter(([name, value]) => asked[name] !== value))
    default:
      throw new ArmError(
        400,
        'InvalidRequestContent',
        `The operation '${operation ?? ''}' is invalid. It must be Merge, Replace or Delete.`,
        { target: 'operation' },
      )
  }
}

function write(call: Call, resource: Resource, tags: JsonObject): Answer {
  checkTags(tags)
  const changed = { ...resource, body: { ...resource.body, tags } }
  call.world.put(changed)
  return { status: 200, body: show(changed, tags), type, resourceId: resource.id, effect: 'updated', tags }
}

/** The answer has no body, as documented. */
function removed(call: Call, resource: Resource): Answer {
  const { body: _body, ...answer } = write(call, resource, {})
  return answer
}

function show({ id }: Resource, tags: JsonObject): JsonObject {
  return { id: `${id}/providers/${type}/default`, name: 'default', type, properties: { tags } }
}
