import type { Json, JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'
import type { Resource } from '../state/resource.ts'
import type { World } from '../state/world.ts'
import type { Types } from './types.ts'

/** The resource as a GET answers it: what is stored, its state, and what follows from others. */
export function showResource(resource: Resource, types: Types, world: World): JsonObject {
  const type = types.of(resource)
  const { style } = type
  const etag = read.text(resource.internal, 'etag')
  const systemData: Json | undefined = resource.internal.systemData
  const body: JsonObject = {
    id: resource.id,
    name: resource.name,
    type: resource.type,
    ...(style.hasEtag && etag !== undefined ? { etag } : {}),
    ...resource.body,
    ...(style.hasSystemData && systemData !== undefined ? { systemData } : {}),
  }
  if (style.states !== undefined)
    body.properties = { provisioningState: resource.state, ...read.object(body, 'properties') }
  return type.show?.(resource, body, world) ?? body
}
