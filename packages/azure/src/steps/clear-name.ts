import { Retryable, StepFailed } from '@palisade/contract'
import type { BodyOf, ResourceType } from '@palisade/facts'
import { readBody } from '../body/read-body.ts'
import { operationOf } from '../connection/readable.ts'
import { readAzureError, reportsFailure } from '../errors/azure-error.ts'
import { bareCause } from '../errors/bare-cause.ts'
import { sort } from '../errors/sorting.ts'
import type { Handle } from '../handle.ts'
import type { KindDefinition } from '../kinds/kind-definition.ts'
import type { Progress } from '../progress.ts'
import type { Call } from './call.ts'
import { progressOf, stillRunning } from './progress-of.ts'
import { hasVanished } from './vanished.ts'

/** Whether the request says what to do about a deleted resource of this name, and Azure has just refused it for one. */
export function isToBeCleared<Client, Type extends ResourceType, Model>(
  { kept }: KindDefinition<Client, Type, Model>,
  { resource, conversation: { lastAnswer } }: Call,
): boolean {
  if (kept === undefined || resource.onSoftDeleted === undefined || lastAnswer === undefined) return false
  if (lastAnswer.status < 400 && !reportsFailure(lastAnswer)) return false
  const sorting = sort(readAzureError(lastAnswer), false)
  return sorting.next === 'change' && sorting.code === 'azure-name-soft-deleted'
}

/**
 * Does to the deleted resource what the request says, one act after the other from the given one, and then makes the
 * resource. Where Azure is still at an act, the rest is done by whoever polls it.
 */
export async function clearName<Client, Type extends ResourceType, Model>(
  definition: KindDefinition<Client, Type, Model>,
  call: Call,
  first = 0,
): Promise<Progress> {
  const { type, create, outputs, sdk } = definition
  if (create === undefined) throw new Error(`${type.type} is never made`)
  const body = readBody<Type['body']>(type.body, call.resource.body, call.what)
  const client = await sdk.open(call.connection, call.id.subscription)
  for (const [index, act] of actsOf(definition, call).entries()) {
    if (index < first) continue
    const standing = await act(client, call.id, body).catch((error: unknown) => {
      if (!hasVanished(call)) throw error
      return undefined
    })
    // Not found: somebody else may have cleared it just now, and the name is free.
    if (standing?.done === false) return stillRunning(call, { way: 'clearing', state: standing.state, act: index })
  }
  try {
    return progressOf(await create(client, call.id, body, undefined), outputs, call, true)
  } catch (error) {
    throw isToBeCleared(definition, call) ? nameIsHeld(call, error) : error
  }
}

/** The deleted resource was cleared as the request says, or is not found, and Azure still refuses the name for it. */
export function nameIsHeld({ what }: Call, error: unknown): StepFailed {
  const message = `creating ${what}: Azure refuses the name for a deleted one, although that was recovered or purged`
  return new StepFailed('azure-name-held', message, {}, bareCause(error))
}

/** Asks once how far Azure is with the deleted resource. */
export async function pollClearing<Client, Type extends ResourceType, Model>(
  definition: KindDefinition<Client, Type, Model>,
  call: Call,
  { state, act }: Extract<Handle, { way: 'clearing' }>,
): Promise<Progress> {
  const client = await definition.sdk.open(call.connection, call.id.subscription)
  call.conversation.operation = operationOf(state)
  try {
    const standing = await definition.sdk.resume<unknown>(client, state)
    if (!standing.done) return stillRunning(call, { way: 'clearing', state: standing.state, act })
  } catch (error) {
    if (!hasVanished(call)) throw error
    // To begin again looks what there is now.
    throw new Retryable('azure-busy', `creating ${call.what}: Azure has forgotten how far it was with the deleted one`)
  }
  return clearName(definition, call, act + 1)
}

/** Which act is the first to do before the resource may be made; undefined: none, as far as can be seen. */
export async function firstAct<Client, Type extends ResourceType, Model>(
  definition: KindDefinition<Client, Type, Model>,
  call: Call,
  found: Model | undefined,
): Promise<number | undefined> {
  const { kept, sdk } = definition
  if (kept === undefined || call.resource.onSoftDeleted !== 'purge') return undefined
  if (found !== undefined) return kept.isToBePurged?.(found) === true ? kept.purge.length - 1 : undefined
  const client = await sdk.open(call.connection, call.id.subscription)
  return (await kept.isThere?.(client, call.id)) === true ? 0 : undefined
}

type Act<Client, Type extends ResourceType> = (
  client: Client,
  id: Call['id'],
  body: BodyOf<Type>,
) => Promise<{ readonly done: true } | { readonly done: false; readonly state: string }>

function actsOf<Client, Type extends ResourceType, Model>(
  { kept }: KindDefinition<Client, Type, Model>,
  { resource: { onSoftDeleted } }: Call,
): readonly Act<Client, Type>[] {
  switch (onSoftDeleted) {
    case 'recover':
      return kept?.recover ?? []
    case 'purge':
      return kept?.purge ?? []
    case undefined:
      return []
  }
}
