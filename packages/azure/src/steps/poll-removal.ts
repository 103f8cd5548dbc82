import { Retryable } from '@palisade/contract'
import type { ResourceType } from '@palisade/facts'
import { operationOf } from '../connection/readable.ts'
import type { Handle } from '../handle.ts'
import type { KindDefinition } from '../kinds/kind-definition.ts'
import type { Progress } from '../progress.ts'
import { afterFailedPoll } from './after-failed-poll.ts'
import type { Call } from './call.ts'
import { look } from './look.ts'
import { askResource, progressOf } from './progress-of.ts'
import { provisioningOf } from './provisioning.ts'

/** Asks once how far Azure is with taking a resource away. */
export async function pollRemoval<Client, Type extends ResourceType, Model>(
  definition: KindDefinition<Client, Type, Model>,
  call: Call,
  handle: Handle,
): Promise<Progress> {
  if (handle.way === 'look') {
    const found = await look(definition, call)
    if (found === undefined) return { done: true, outputs: {} }
    if (provisioningOf(found) === 'leaving') return askResource(call)
    // It is there and does not leave. To remove it again is harmless, and tells why.
    throw new Retryable('azure-busy', `removing ${call.what}: it is still there`)
  }
  if (handle.way === 'clearing') throw new Error('Nothing is cleared for a removal')
  const client = await definition.sdk.open(call.connection, call.id.subscription)
  call.conversation.operation = operationOf(handle.state)
  try {
    const standing = definition.resume
      ? await definition.resume.remove(client, call.id, handle.state)
      : await definition.sdk.resume<unknown>(client, handle.state)
    return progressOf(standing, () => ({}), call)
  } catch (error) {
    return afterFailedPoll(definition, call, error)
  }
}
