import { StepFailed } from '@palisade/contract'
import { check } from './checks/check.ts'
import { type Connection, type ConnectionOptions, openConnection } from './connection/connection.ts'
import { converse } from './connection/conversation.ts'
import type { Attempt } from './errors/attempt.ts'
import { sortError } from './errors/sort-error.ts'
import type { GatewayResource } from './gateway-resource.ts'
import { readHandle } from './handle.ts'
import type { Kind } from './kinds/kind.ts'
import { kindOf, kinds } from './kinds/kind-of.ts'
import type { Progress } from './progress.ts'
import { parseResourceId } from './resource-id.ts'
import type { Call } from './steps/call.ts'
import type { Ownership } from './steps/ownership.ts'

export interface CallOptions {
  /** Ends the call. What Azure made of it is then unknown: resume. The signal's reason is thrown. */
  readonly abortSignal?: AbortSignal
}

/**
 * Does what single steps are about, whatever their action. Each method asks Azure at most a few times and returns; none
 * sleeps or loops. Of what Azure says, they throw only `Retryable`, `StepFailed` and `RemovalFailed`.
 *
 * After a `Retryable` of a poll with the code `azure-throttled` or `azure-unavailable`, only the answer is missing: ask
 * again with the same handle. After any other, begin again with `resuming`, which looks what is there and goes on from
 * it. Both are safe however often they are done.
 */
export interface Gateway {
  /**
   * Loads all SDKs now. Each takes up to half a second when it is first needed, in which the process does nothing else;
   * a worker does that before it takes its first tick.
   */
  warmUp(): Promise<void>
  /**
   * Sends what the action of the step says:
   * - what makes or changes a resource, or nothing where it is so already;
   * - `remove`: takes away what was made. What is not ours is left alone, with a note that says so;
   * - `observe`: only reads the resource back, as an observation;
   * - `check`: looks whether something in Azure stands in the way of a job, changes nothing, and finds findings. What we
   *   may not look at is found as a warning.
   *
   * `resuming`: an earlier attempt may have sent it already and died before it could write that down; what is there is
   * then taken over instead of written again.
   */
  begin(resource: GatewayResource, options: CallOptions & { readonly resuming: boolean }): Promise<Progress>
  /** Asks once how far Azure is with what was begun. */
  poll(resource: GatewayResource, handle: string, options?: CallOptions): Promise<Progress>
}

/** Opens a gateway to Azure, or to what stands in for it. Loads an SDK when a resource first needs it. */
export function openGateway(options: ConnectionOptions): Gateway {
  return gatewayOver(openConnection(options))
}

/** A gateway over a connection that is open already. */
export function gatewayOver(connection: Connection): Gateway {
  async function talk(
    resource: GatewayResource,
    abortSignal: AbortSignal | undefined,
    act: (kind: Kind, call: Call) => Promise<Progress>,
  ): Promise<Progress> {
    const kind = kindOf(resource.kind)
    const what = `${kind.called} ${resource.name}`
    const id = parseResourceId(resource.id)
    return converse(abortSignal, async (conversation) => {
      try {
        abortSignal?.throwIfAborted()
        return await act(kind, { connection, conversation, resource, id, what })
      } catch (error) {
        return sortError(error, { doing: doingTo(resource), what }, conversation)
      }
    })
  }

  return {
    warmUp: async () => {
      for (const kind of kinds) await kind.load(connection)
    },
    begin: async (resource, { resuming, abortSignal }) => {
      // A check is about many resources and asks in many conversations.
      if (resource.action === 'check') return check({ connection, abortSignal }, resource)
      return talk(resource, abortSignal, async (kind, call) => {
        const owner = await ownerByParent(kind, call)
        if (resource.action === 'amend') requireParent(owner, call)
        if (resource.action === 'remove' && owner !== 'ours') return leftToParent(owner, call)
        return kind.begin(call, resuming)
      })
    },
    poll: (resource, handle, { abortSignal } = {}) =>
      talk(resource, abortSignal, (kind, call) => kind.poll(call, readHandle(handle))),
  }
}

/**
 * Whose a child without tags is that is to be amended or removed: that of its parent. What carries tags says it itself; a
 * guest says it by its name, and its parent belongs to others.
 */
async function ownerByParent(kind: Kind, call: Call): Promise<Ownership> {
  const { action, isGuest } = call.resource
  const { parentId } = call.id
  if ((action !== 'amend' && action !== 'remove') || kind.type.hasTags || parentId === undefined || isGuest === true) {
    return 'ours'
  }
  const id = parseResourceId(parentId)
  return kindOf(id.type).ownership({ ...call, id })
}

/**
 * A child that carries no tags is not removed when its parent is not ours. One may be removed that was never made, because
 * its parent was refused; a subnet of the same name in another network must then survive.
 */
function leftToParent(owner: Exclude<Ownership, 'ours'>, { what }: Call): Progress {
  const note = owner === 'absent' ? `${what} went with its parent` : `left alone: the parent of ${what} is not ours`
  return { done: true, outputs: {}, note }
}

/** What carries no tags is amended only when its parent is ours. */
function requireParent(owner: Ownership, { what }: Call): void {
  switch (owner) {
    case 'ours':
      return
    case 'absent':
      throw new StepFailed('azure-missing', `changing ${what}: its parent does not exist`)
    case 'foreign':
      throw new StepFailed('not-ours', `changing ${what}: Palisade did not make its parent for this workspace`)
  }
}

function doingTo({ action }: GatewayResource): Attempt['doing'] {
  switch (action) {
    case 'make':
      return 'creating'
    case 'amend':
    case 'adjust':
      return 'changing'
    case 'remove':
      return 'removing'
    case 'read':
    case 'await':
    case 'check':
    case 'observe':
      return 'reading'
  }
}
