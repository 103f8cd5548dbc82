import { Retryable, StepFailed } from '@palisade/contract'
import type { ResourceType } from '@palisade/facts'
import { readBody } from '../body/read-body.ts'
import type { Attempt } from '../errors/attempt.ts'
import type { KindDefinition } from '../kinds/kind-definition.ts'
import type { Progress } from '../progress.ts'
import { adopting } from './adopt.ts'
import { afterFailedPoll, isAboutOperation } from './after-failed-poll.ts'
import type { Call } from './call.ts'
import { clearName, firstAct, isToBeCleared } from './clear-name.ts'
import { look, readExisting } from './look.ts'
import { observe } from './observe.ts'
import { ownership } from './ownership.ts'
import { askResource, made, progressOf } from './progress-of.ts'
import { provisioningOf } from './provisioning.ts'
import { remove } from './remove.ts'

/** Does what the action says, up to the first answer of Azure. */
export function begin<Client, Type extends ResourceType, Model>(
  definition: KindDefinition<Client, Type, Model>,
  call: Call,
  resuming: boolean,
): Promise<Progress> {
  switch (call.resource.action) {
    case 'make':
      return make(definition, call, resuming)
    case 'amend':
      return amend(definition, call, resuming)
    case 'adjust':
      return adjust(definition, call, resuming)
    case 'read':
      return read(definition, call)
    case 'await':
      return wait(definition, call)
    case 'observe':
      return observe(definition, call)
    case 'remove':
      return remove(definition, call)
    case 'check':
      throw new Error('A check is about no single resource')
  }
}

async function make<Client, Type extends ResourceType, Model>(
  definition: KindDefinition<Client, Type, Model>,
  call: Call,
  resuming: boolean,
): Promise<Progress> {
  const { type, create, outputs, sdk, isShared } = definition
  if (create === undefined) throw new Error(`${type.type} is never made`)
  const declared = readBody<Type['body']>(type.body, call.resource.body, call.what)

  // What has no tags belongs to whom its parent belongs to, and that was looked at when the parent was made.
  const found = type.hasTags || resuming ? await look(definition, call) : undefined
  const isForeign = found !== undefined && type.hasTags && ownership(found, call.resource.workspaceId) === 'foreign'
  if (isForeign && isShared) return share(found, call)
  if (isForeign && call.resource.adopts !== true) refuse('creating', call)

  const act = await firstAct(definition, call, found)
  if (act !== undefined) return clearName(definition, call, act)
  if (found !== undefined && resuming && !isForeign) {
    const progress = goOn(definition, found, call)
    if (progress !== undefined) return progress
  }
  const body = isForeign ? adopting(type, call, found) : declared
  const client = await sdk.open(call.connection, call.id.subscription)
  try {
    return progressOf(await create(client, call.id, body, found), outputs, call)
  } catch (error) {
    if (isToBeCleared(definition, call)) return clearName(definition, call)
    if (isAboutOperation(call)) return afterFailedPoll(definition, call, error)
    throw error
  }
}

async function amend<Client, Type extends ResourceType, Model>(
  definition: KindDefinition<Client, Type, Model>,
  call: Call,
  resuming: boolean,
): Promise<Progress> {
  const found = await lookAtExisting(definition, call)
  // What has no tags belongs to whom its parent belongs to, and that was looked at before.
  if (definition.type.hasTags && ownership(found, call.resource.workspaceId) === 'foreign') refuse('changing', call)
  return change(definition, call, found, resuming)
}

/** Changes what may be somebody else's. That the request allows it was decided where this step was declared. */
async function adjust<Client, Type extends ResourceType, Model>(
  definition: KindDefinition<Client, Type, Model>,
  call: Call,
  resuming: boolean,
): Promise<Progress> {
  if (definition.isAdjustable !== true) throw new Error(`${definition.type.type} is never adjusted`)
  return change(definition, call, await lookAtExisting(definition, call), resuming)
}

async function lookAtExisting<Client, Type extends ResourceType, Model>(
  definition: KindDefinition<Client, Type, Model>,
  call: Call,
): Promise<Model> {
  const found = await look(definition, call)
  if (found === undefined) throw new StepFailed('azure-missing', `changing ${call.what}: it does not exist`)
  return found
}

async function change<Client, Type extends ResourceType, Model>(
  { type, amend: send, outputs, sdk }: KindDefinition<Client, Type, Model>,
  call: Call,
  found: Model,
  resuming: boolean,
): Promise<Progress> {
  if (send === undefined || type.amendment === undefined) throw new Error(`${type.type} is never amended`)
  const amendment = readBody<NonNullable<Type['amendment']>>(type.amendment, call.resource.body, call.what)
  // Whether it is this change that Azure is still at cannot be seen. When it is over, it is simply sent again.
  if (resuming && provisioningOf(found) === 'working') {
    throw new Retryable('azure-busy', `changing ${call.what}: Azure is still at an earlier change`)
  }

  const client = await sdk.open(call.connection, call.id.subscription)
  return progressOf(await send(client, call.id, amendment, found), outputs, call)
}

async function read<Client, Type extends ResourceType, Model>(
  definition: KindDefinition<Client, Type, Model>,
  call: Call,
): Promise<Progress> {
  const model = await readExisting(definition, call)
  const reason = definition.unusable?.(model)
  if (reason !== undefined) throw new StepFailed('azure-subscription', `reading ${call.what}: ${reason}`)
  return fitting(definition, call, model)
}

/** Reads what somebody else makes. Until it is there and ready, the engine asks again. */
async function wait<Client, Type extends ResourceType, Model>(
  definition: KindDefinition<Client, Type, Model>,
  call: Call,
): Promise<Progress> {
  const found = await look(definition, call)
  if (found === undefined) throw new Retryable('azure-not-ready', `reading ${call.what}: it does not exist yet`)
  const state = provisioningOf(found)
  if (state !== 'ready') throw new Retryable('azure-not-ready', `reading ${call.what}: it is ${state}, not ready`)
  return fitting(definition, call, found)
}

/** What is somebody else's, when it is as it has to be. */
function fitting<Client, Type extends ResourceType, Model>(
  { type, unmet, outputs }: KindDefinition<Client, Type, Model>,
  call: Call,
  model: Model,
): Progress {
  const { body } = call.resource
  if (body !== null) {
    if (type.requirement === undefined || unmet === undefined) throw new Error(`Nothing is required of ${type.type}`)
    const required = readBody<NonNullable<Type['requirement']>>(type.requirement, body, call.what)
    const reasons = unmet(model, required)
    if (reasons.length > 0) {
      throw new StepFailed('existing-unsuitable', `${call.what} cannot be used as it is: ${reasons.join('; ')}`)
    }
  }
  return made(outputs(model), call)
}

/** What to do about a resource that an earlier attempt may have made; undefined: write it again. */
function goOn<Client, Type extends ResourceType, Model>(
  { outputs, isComplete, kept }: KindDefinition<Client, Type, Model>,
  found: Model,
  call: Call,
): Progress | undefined {
  // It may be one that was deleted and has come back as it was. Only written once more it is surely as declared.
  const mayHaveComeBack = kept !== undefined && call.resource.onSoftDeleted === 'recover'
  switch (provisioningOf(found)) {
    case 'ready':
      return isComplete?.(found) === false || mayHaveComeBack ? undefined : made(outputs(found), call)
    case 'working':
      if (mayHaveComeBack) throw new Retryable('azure-busy', `creating ${call.what}: Azure is still at it`)
      return askResource(call)
    case 'leaving':
      throw new Retryable('azure-busy', `creating ${call.what}: one of this name is just being removed`)
    case 'failed':
      return undefined
  }
}

/** Takes what somebody else has made as it is. */
function share(found: unknown, { what }: Call): Progress {
  if (provisioningOf(found) === 'leaving') {
    throw new Retryable('azure-busy', `creating ${what}: one of this name is just being removed`)
  }
  return { done: true, outputs: { preexisting: 'true' }, note: `${what} exists and is used as it is` }
}

function refuse(doing: Attempt['doing'], { what }: Call): never {
  throw new StepFailed('not-ours', `${doing} ${what}: it exists, and Palisade did not make it for this workspace`)
}
