import { Retryable } from '@palisade/contract'
import type { ResourceType } from '@palisade/facts'
import { readBody } from '../body/read-body.ts'
import { readAzureError } from '../errors/azure-error.ts'
import { bareCause } from '../errors/bare-cause.ts'
import type { Handle } from '../handle.ts'
import type { KindDefinition } from '../kinds/kind-definition.ts'
import type { Progress } from '../progress.ts'
import type { Call } from './call.ts'
import { clearName, isToBeCleared, nameIsHeld, pollClearing } from './clear-name.ts'
import { look } from './look.ts'
import { pollRemoval } from './poll-removal.ts'
import { askResource, made, progressOf } from './progress-of.ts'
import { provisioningOf } from './provisioning.ts'
import { hasVanished } from './vanished.ts'

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
    if (await hasFailedForAWhile(definition, call)) {
      throw new Retryable('azure-busy', `creating ${call.what}: Azure failed at it`, {}, undefined, bareCause(error))
    }
    if (!hasVanished(call)) throw error
    if (call.resource.action !== 'make') {
      // The resource was there before and cannot tell. To send a change again is harmless.
      throw new Retryable('azure-busy', `changing ${call.what}: Azure has forgotten how far it was`)
    }
    return askResource(call)
  }
}

/**
 * Whether it is the operation that failed with an internal error, and not the question about it. The address of some
 * operations answers with the status of their error, so only the resource can tell the two apart.
 */
async function hasFailedForAWhile<Client, Type extends ResourceType, Model>(
  definition: KindDefinition<Client, Type, Model>,
  call: Call,
): Promise<boolean> {
  const { lastAnswer } = call.conversation
  if (lastAnswer?.status !== 500 || readAzureError(lastAnswer).code === undefined) return false
  const found = await look(definition, call)
  // The question was not answered: that is what the error says, and not how the resource stands.
  call.conversation.lastAnswer = lastAnswer
  return found === undefined || provisioningOf(found) === 'failed'
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
