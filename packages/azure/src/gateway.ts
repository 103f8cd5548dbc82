import { type CheckResult, type CheckSubject, StepFailed } from '@palisade/contract'
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

export interface CheckOptions extends CallOptions {
  /** Whose the job is: what an earlier job of the same workspace made is not held against this one. */
  readonly workspaceId?: string
}

/**
 * Brings single resources to their declared state, and away. Each method asks Azure at most a few times and returns;
 * none sleeps or loops. Of what Azure says, they throw only `Retryable`, `StepFailed` and `RemovalFailed`.
 *
 * After a `Retryable` of a poll with the code `azure-throttled` or `azure-unavailable`, only the answer is missing: ask
 * again with the same handle. After any other, begin again with `resuming`, which looks what is there and goes on from
 * it, or remove again. Both are safe however often they are done.
 */
export interface Gateway {
  /**
   * Loads all SDKs now. Each takes up to half a second when it is first needed, in which the process does nothing else;
   * a worker does that before it takes its first tick.
   */
  warmUp(): Promise<void>
  /**
   * Sends what brings the resource to its declared state. `resuming`: an earlier attempt may have sent it already and
   * died before it could write that down; what is there is then taken over instead of written again.
   */
  begin(resource: GatewayResource, options: CallOptions & { readonly resuming: boolean }): Promise<Progress>
  /** Asks once how far Azure is with it. */
  poll(resource: GatewayResource, handle: string, options?: CallOptions): Promise<Progress>
  /** Takes away what was made. What is not ours is left alone, with a note that says so. */
  remove(resource: GatewayResource, options?: CallOptions): Promise<Progress>
  /** Asks once how far Azure is with taking it away. */
  pollRemoval(resource: GatewayResource, handle: string, options?: CallOptions): Promise<Progress>
  /**
   * Looks whether something in Azure stands in the way of a job, and changes nothing. What we may not look at is found as
   * a warning. Safe however often it is done.
   */
  check(subject: CheckSubject, options?: CheckOptions): Promise<CheckResult>
}

/** Opens a gateway to Azure, or to what stands in for it. Loads an SDK when a resource first needs it. */
export function openGateway(options: ConnectionOptions): Gateway {
  return gatewayOver(openConnection(options))
}

/** A gateway over a connection that is open already. */
export function gatewayOver(connection: Connection): Gateway {
  async function talk(
    resource: GatewayResource,
    doing: Attempt['doing'],
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
        return sortError(error, { doing, what }, conversation)
      }
    })
  }

  return {
    warmUp: async () => {
      for (const kind of kinds) await kind.load(connection)
    },
    begin: (resource, { resuming, abortSignal }) =>
      talk(resource, doingTo(resource), abortSignal, async (kind, call) => {
        if (resource.action === 'amend') await requireParent(kind, call)
        return kind.begin(call, resuming)
      }),
    poll: (resource, handle, { abortSignal } = {}) =>
      talk(resource, doingTo(resource), abortSignal, (kind, call) => kind.poll(call, readHandle(handle))),
    remove: (resource, { abortSignal } = {}) =>
      talk(resource, 'removing', abortSignal, async (kind, call) => {
        const note = await claimOfParent(kind, call)
        return note === undefined ? kind.remove(call) : { done: true, outputs: {}, note }
      }),
    pollRemoval: (resource, handle, { abortSignal } = {}) =>
      talk(resource, 'removing', abortSignal, (kind, call) => kind.pollRemoval(call, readHandle(handle))),
    check: (subject, { abortSignal, workspaceId } = {}) => check({ connection, abortSignal }, subject, workspaceId),
  }
}

/**
 * Why a child that carries no tags may not be removed: its parent is not ours. A step may be undone that was never
 * begun, because its parent was refused; a subnet of the same name in somebody else's network must then survive.
 */
async function claimOfParent(kind: Kind, call: Call): Promise<string | undefined> {
  if (call.resource.action !== 'make') return undefined
  const owner = await ownerByParent(kind, call)
  if (owner === 'ours') return undefined
  return owner === 'absent' ? `${call.what} went with its parent` : `left alone: the parent of ${call.what} is not ours`
}

/** What carries no tags is amended only when its parent is ours. */
async function requireParent(kind: Kind, call: Call): Promise<void> {
  switch (await ownerByParent(kind, call)) {
    case 'ours':
      return
    case 'absent':
      throw new StepFailed('azure-missing', `changing ${call.what}: its parent does not exist`)
    case 'foreign':
      throw new StepFailed('not-ours', `changing ${call.what}: Palisade did not make its parent for this workspace`)
  }
}

/**
 * Whose a child without tags is: that of its parent. What carries tags says it itself; a guest says it by its name, and
 * its parent is somebody else's.
 */
async function ownerByParent(kind: Kind, call: Call): Promise<Ownership> {
  const { parentId } = call.id
  if (kind.type.hasTags || parentId === undefined || call.resource.isGuest === true) return 'ours'
  const id = parseResourceId(parentId)
  return kindOf(id.type).ownership({ ...call, id })
}

function doingTo({ action }: GatewayResource): Attempt['doing'] {
  switch (action) {
    case 'make':
      return 'creating'
    case 'amend':
    case 'adjust':
      return 'changing'
    case 'read':
    case 'await':
      return 'reading'
  }
}
