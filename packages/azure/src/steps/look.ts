import { Retryable } from '@palisade/contract'
import type { ResourceType } from '@palisade/facts'
import { bareCause } from '../errors/bare-cause.ts'
import type { KindDefinition } from '../kinds/kind-definition.ts'
import type { Call } from './call.ts'

/** Reads the resource once; undefined when there is none. */
export async function look<Client, Type extends ResourceType, Model>(
  definition: KindDefinition<Client, Type, Model>,
  call: Call,
): Promise<Model | undefined> {
  try {
    return await readExisting(definition, call)
  } catch (error) {
    if (call.conversation.lastAnswer?.status !== 404) throw error
    // This answer is taken. What fails after it did not fail because of it.
    call.conversation.lastAnswer = undefined
    return undefined
  }
}

/** Reads the resource once. That there is none is an error of Azure. */
export async function readExisting<Client, Type extends ResourceType, Model>(
  { sdk, read }: KindDefinition<Client, Type, Model>,
  { connection, conversation, id, what }: Call,
): Promise<Model> {
  const client = await sdk.open(connection, id.subscription)
  const unreadable = (cause?: unknown) =>
    new Retryable('azure-unavailable', `reading ${what}: an answer that is no resource`, {}, undefined, cause)
  let model: Model
  try {
    model = await read(client, id)
  } catch (error) {
    // A good answer over which the SDK stumbles.
    throw conversation.lastAnswer?.status === 200 ? unreadable(bareCause(error)) : error
  }
  // Of an answer that is empty, other SDKs make a resource without anything, which would be ready and nobody's.
  if (!isObject(conversation.lastAnswer?.bodyAsText)) throw unreadable()
  return model
}

/** Whether a text begins as an object of JSON does. That it also ends as one, the SDKs look at. */
function isObject(text: string | null | undefined): boolean {
  return /^\s*\{/.test(text ?? '')
}
