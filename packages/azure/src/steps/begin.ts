import { Retryable, StepFailed } from '@palisade/contract'
import type { ResourceType } from '@palisade/facts'
import { readBody } from '../body/read-body.ts'
import type { Attempt } from '../errors/attempt.ts'
import type { KindDefinition } from '../kinds/kind-definition.ts'
import type { Progress } from '../progress.ts'
import type { Call } from './call.ts'
import { look } from './look.ts'
import { ownership } from './ownership.ts'
import { askResource, made, progressOf } from './progress-of.ts'
import { provisioningOf } from './provisioning.ts'

/** Sends what brings a resource to its declared state, unless it is there already. */
export function begin<Client, Type extends ResourceType, Model>(
  definition: KindDefinition<Client, Type, Model>,
  call: Call,
  resuming: boolean,
): Promise<Progress> {
  switch (call.resource.how) {
    case 'make':
      return make(definition, call, resuming)
    case 'amend':
      return amend(definition, call, resuming)
    case 'read':
      return read(definition, call)
  }
}

async function make<Client, Type extends ResourceType, Model>(
  definition: KindDefinition<Client, Type, Model>,
  call: Call,
  resuming: boolean,
): Promise<Progress> {
  const { type, create, outputs, sdk, isShared } = definition
  if (create === undefined) throw new Error(`${type.type} is never made`)
  const body = readBody<Type['body']>(type.body, call.resource.body, call.what)

  // What has no tags belongs to whom its parent belongs to, and that was looked at when the parent was made.
  const found = type.hasTags || resuming ? await look(definition, call) : undefined
  if (found !== undefined && type.hasTags && ownership(found, call.resource.workspaceId) === 'foreign') {
    if (isShared) return share(found, call)
    refuse('creating', call)
  }
  if (found !== undefined && resuming) {
    const progress = goOn(found, outputs, call)
    if (progress !== undefined) return progress
  }
  const client = await sdk.open(call.connection, call.id.subscription)
  return progressOf(await create(client, call.id, body, found), outputs, call)
}

async function amend<Client, Type extends ResourceType, Model>(
  definition: KindDefinition<Client, Type, Model>,
  call: Call,
  resuming: boolean,
): Promise<Progress> {
  const { type, amend: send, outputs, sdk } = definition
  if (send === undefined || type.amendment === undefined) throw new Error(`${type.type} is never amended`)
  const amendment = readBody<NonNullable<Type['amendment']>>(type.amendment, call.resource.body, call.what)

  const found = await look(definition, call)
  if (found === undefined) throw new StepFailed('azure-missing', `changing ${call.what}: it does not exist`)
  if (ownership(found, call.resource.workspaceId) === 'foreign') refuse('changing', call)
  // Whether it is this amendment that Azure is still at cannot be seen. When it is over, it is simply sent again.
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
  const client = await definition.sdk.open(call.connection, call.id.subscription)
  const model = await definition.read(client, call.id)
  const reason = definition.unusable?.(model)
  if (reason !== undefined) throw new StepFailed('azure-subscription', `reading ${call.what}: ${reason}`)
  return made(definition.outputs(model), call)
}

/** What to do about a resource that an earlier attempt may have made; undefined: write it again. */
function goOn<Model>(
  found: Model,
  outputs: (model: Model) => Readonly<Record<string, string | undefined>>,
  call: Call,
): Progress | undefined {
  switch (provisioningOf(found)) {
    case 'ready':
      return made(outputs(found), call)
    case 'working':
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
