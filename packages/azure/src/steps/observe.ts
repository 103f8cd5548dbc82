import type { Json } from '@palisade/contract'
import type { ResourceType } from '@palisade/facts'
import type { KindDefinition } from '../kinds/kind-definition.ts'
import type { Observation, Progress } from '../progress.ts'
import type { Call } from './call.ts'
import { look } from './look.ts'
import { ownership } from './ownership.ts'
import { provisioningOf } from './provisioning.ts'

/** Reads a resource back, no matter who created it. */
export async function observe<Client, Type extends ResourceType, Model>(
  definition: KindDefinition<Client, Type, Model>,
  call: Call,
): Promise<Progress> {
  const found = await look(definition, call)
  if (found === undefined) return { done: true, outputs: {}, observation: { exists: false } }
  // As it came over the wire: the SDKs flatten it and drop what their version does not know.
  const body: Json = JSON.parse(call.conversation.lastAnswer?.bodyAsText ?? '{}')
  const owner = ownerOf(definition, call, body)
  return { done: true, outputs: {}, observation: { exists: true, owner, state: provisioningOf(body), body } }
}

/** The parent is not read: a verification observes it as well. */
function ownerOf<Client, Type extends ResourceType, Model>(
  { type, create }: KindDefinition<Client, Type, Model>,
  { id, resource }: Call,
  body: Json,
): Extract<Observation, { exists: true }>['owner'] {
  if (type.hasTags) return ownership(body, resource.workspaceId) === 'ours' ? 'ours' : 'foreign'
  if (create === undefined) return 'foreign'
  // The name of a guest, and that of what belongs to nobody, is derived from the workspace.
  return resource.isGuest === true || id.parentId === undefined ? 'ours' : 'inherited'
}
