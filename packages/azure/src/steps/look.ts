import type { ResourceType } from '@palisade/facts'
import type { KindDefinition } from '../kinds/kind-definition.ts'
import type { Call } from './call.ts'

/** Reads the resource once; undefined when there is none. */
export async function look<Client, Type extends ResourceType, Model>(
  definition: KindDefinition<Client, Type, Model>,
  { connection, conversation, id }: Call,
): Promise<Model | undefined> {
  const client = await definition.sdk.open(connection, id.subscription)
  try {
    return await definition.read(client, id)
  } catch (error) {
    if (conversation.lastAnswer?.status !== 404) throw error
    // This answer is taken. What fails after it did not fail because of it.
    conversation.lastAnswer = undefined
    return undefined
  }
}
