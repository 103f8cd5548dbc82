import type { ResourceType } from '@palisade/facts'
import type { KindDefinition } from '../kinds/kind-definition.ts'
import type { Progress } from '../progress.ts'
import { afterFailedPoll, isAboutOperation } from './after-failed-poll.ts'
import type { Call } from './call.ts'
import { look } from './look.ts'
import { ownership } from './ownership.ts'
import { progressOf } from './progress-of.ts'

/** Asks Azure to take away what we made. What is not ours is left alone. */
export async function remove<Client, Type extends ResourceType, Model>(
  definition: KindDefinition<Client, Type, Model>,
  call: Call,
): Promise<Progress> {
  const { type, remove: send, sdk, contents } = definition
  if (send === undefined) throw new Error(`${type.type} is never removed`)

  if (type.hasTags) {
    const owner = ownership(await look(definition, call), call.resource.workspaceId)
    if (owner === 'absent') return { done: true, outputs: {} }
    if (owner === 'foreign') return { done: true, outputs: {}, note: `left alone: ${call.what} is not ours` }
  }
  const client = await sdk.open(call.connection, call.id.subscription)
  const left = (await contents?.(client, call.id)) ?? []
  if (left.length > 0) {
    return { done: true, outputs: {}, note: `left alone: ${call.what} still holds ${left.join(', ')}` }
  }
  try {
    return progressOf(await send(client, call.id), () => ({}), call)
  } catch (error) {
    if (isAboutOperation(call)) return afterFailedPoll(definition, call, error)
    throw error
  }
}
