import { Retryable } from '@palisade/contract'
import type { ResourceType } from '@palisade/facts'
import { readBody } from '../body/read-body.ts'
import { operationOf } from '../connection/readable.ts'
import type { Handle } from '../handle.ts'
import type { KindDefinition } from '../kinds/kind-definition.ts'
import type { Progress } from '../progress.ts'
import { afterFailedPoll } from './after-failed-poll.ts'
import type { Call } from './call.ts'
import { clearName, isToBeCleared, nameIsHeld, pollClearing } from './clear-name.ts'
import { look } from './look.ts'
import { pollRemoval } from './poll-removal.ts'
import { askResource, made, progressOf } from './progress-of.ts'
import { provisioningOf } from './provisioning.ts'

/** Asks once how far Azure is with what `begin` sent. */
export async function poll<Client, Type extends ResourceType, Model>(
  definition: KindDefinition<Client, Type, Model>,
  call: Call,
  handle: Handle,
): Promise<Progress> {
  if (call.resource.action === 'remove') return pollRemoval(definition, call, handle)
  if (handle.way === 'look') return pollResource(definition, call)
  if (handle.way === 'clearing') return pollClearing(definition, call, handle)
  const client = await definition.sdk.open(call.connection, call.id.subscription)
  call.conversation.operation = operationOf(handle.state)
  try {
    const standing = definition.resume
      ? await definition.resume.create(
          client,
          call.id,
          readBody<Type['body']>(definition.type.body, call.resource.body, call.what),
          handle.state,
        )
      : await definition.sdk.resume<Model>(client, handle.state)
    return progressOf(standing, definition.outputs, call, handle.isCleared)
  } catch (error) {
    // Some providers look for a deleted one of the name only after they have accepted the write.
    if (isToBeCleared(definition, call)) {
      if (handle.isCleared === true) throw nameIsHeld(call, error)
      return clearName(definition, call)
    }
    return afterFailedPoll(definition, call, error)
  }
}

async function pollResource<Client, Type extends ResourceType, Model>(
  definition: KindDefinition<Client, Type, Model>,
  call: Call,
): Promise<Progress> {
  const found = await look(definition, call)
  // Perhaps not visible yet, perhaps never made: to begin again is right in both cases, because that looks first.
  if (found === undefined) throw new Retryable('azure-not-ready', `creating ${call.what}: Azure does not show it yet`)
  switch (provisioningOf(found)) {
    case 'ready':
      return made(definition.outputs(found), call)
    case 'working':
      return askResource(call)
    case 'leaving':
      throw new Retryable('azure-busy', `creating ${call.what}: it is just being removed`)
    case 'failed':
      // Without its operation it does not say why. To begin again writes it again, and that does.
      throw new Retryable('azure-not-ready', `creating ${call.what}: Azure says that it failed, and not why`)
  }
}
