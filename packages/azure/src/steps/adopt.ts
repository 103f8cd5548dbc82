import { type Json, StepFailed } from '@palisade/contract'
import type { ResourceType } from '@palisade/facts'
import type { Static } from 'typebox'
import { readBody } from '../body/read-body.ts'
import type { Call } from './call.ts'
import { ownerOf } from './ownership.ts'

/**
 * The body with which an existing resource of somebody else's becomes ours, because the request says so: it keeps the tags
 * that it has. One that belongs to another workspace of ours is never taken away from it.
 */
export function adopting<Type extends ResourceType>(
  type: Type,
  { resource, what }: Call,
  found: unknown,
): Static<Type['body']> {
  const owner = ownerOf(found)
  if (owner !== undefined) {
    throw new StepFailed(
      'not-ours',
      `creating ${what}: it belongs to the workspace ${owner}, and is not taken away from it`,
    )
  }
  const body: Record<string, Json> = Object(resource.body)
  return readBody<Type['body']>(type.body, { ...body, tags: { ...tagsOf(found), ...Object(body.tags) } }, what)
}

function tagsOf(found: unknown): Record<string, string> {
  return Object(Object(found).tags)
}
