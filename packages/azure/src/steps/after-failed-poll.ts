import { Retryable } from '@palisade/contract'
import type { ResourceType } from '@palisade/facts'
import { readAzureError, reportsFailure } from '../errors/azure-error.ts'
import { bareCause } from '../errors/bare-cause.ts'
import type { KindDefinition } from '../kinds/kind-definition.ts'
import type { Progress } from '../progress.ts'
import type { Call } from './call.ts'
import { look } from './look.ts'
import { askResource } from './progress-of.ts'
import { provisioningOf } from './provisioning.ts'
import { hasVanished } from './vanished.ts'

/**
 * What to do when Azure was asked how an operation stands and gave an error, whatever the kind: what is forgotten is
 * followed at the resource, what failed for a reason that passes is begun again, and all else is thrown as it came.
 */
export async function afterFailedPoll<Client, Type extends ResourceType, Model>(
  definition: KindDefinition<Client, Type, Model>,
  call: Call,
  error: unknown,
): Promise<Progress> {
  const { action } = call.resource
  if (await hasFailedForAWhile(definition, call)) {
    throw new Retryable('azure-busy', `${doing(call)}: Azure failed at it`, {}, undefined, bareCause(error))
  }
  if (hasFailedWithoutReason(call)) {
    // Some providers only let the resource say that it failed. To begin again writes it again, and that may say why.
    const message = `${doing(call)}: Azure says that it failed, and not why`
    throw new Retryable('azure-not-ready', message, {}, undefined, bareCause(error))
  }
  if (!hasVanished(call)) throw error
  if (action === 'amend' || action === 'adjust') {
    // The resource was there before and cannot tell. To send a change again is harmless.
    throw new Retryable('azure-busy', `${doing(call)}: Azure has forgotten how far it was`)
  }
  return askResource(call)
}

/**
 * Whether the error came from asking how an operation stands, and not from the write before. Some SDKs ask in the call
 * that sends the write.
 */
export function isAboutOperation({ conversation: { lastAnswer }, id }: Call): boolean {
  if (lastAnswer?.request.method !== 'GET') return false
  return decodeURIComponent(new URL(lastAnswer.request.url).pathname).toLowerCase() !== id.id.toLowerCase()
}

/**
 * Whether it is the operation that failed with an internal error, and not the question about it. The address of some
 * operations answers with the status of their error, so only the resource can tell the two apart: as long as Azure is at
 * it, nothing has failed.
 */
async function hasFailedForAWhile<Client, Type extends ResourceType, Model>(
  definition: KindDefinition<Client, Type, Model>,
  call: Call,
): Promise<boolean> {
  const { lastAnswer } = call.conversation
  if (lastAnswer === undefined || lastAnswer.status < 500 || readAzureError(lastAnswer).code === undefined) return false
  const found = await look(definition, call)
  // The question was not answered: that is what the error says, and not how the resource stands.
  call.conversation.lastAnswer = lastAnswer
  if (found === undefined) return true
  switch (provisioningOf(found)) {
    case 'failed':
      return true
    case 'ready':
      // What was there before the change was ready all the time.
      return call.resource.action === 'make' || call.resource.action === 'remove'
    case 'working':
    case 'leaving':
      return false
  }
}

function hasFailedWithoutReason({ conversation: { lastAnswer } }: Call): boolean {
  if (lastAnswer === undefined || lastAnswer.status >= 400 || !reportsFailure(lastAnswer)) return false
  return readAzureError(lastAnswer).code === undefined && !/"cancell?ed"/i.test(lastAnswer.bodyAsText ?? '')
}

function doing({ resource: { action }, what }: Call): string {
  switch (action) {
    case 'amend':
    case 'adjust':
      return `changing ${what}`
    case 'remove':
      return `removing ${what}`
    default:
      return `creating ${what}`
  }
}
