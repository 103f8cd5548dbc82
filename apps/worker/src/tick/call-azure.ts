import type { GatewayResource, Progress } from '@palisade/azure'
import { resolveReferences } from '@palisade/engine'
import { type LeasedStep, readOutputs, type Store } from '@palisade/store'
import type { TickContext } from './tick-context.ts'

/** What a call to Azure is about, read from the database beforehand. */
export interface PreparedCall {
  readonly outputs: ReadonlyMap<string, Readonly<Record<string, string>>>
}

/**
 * Reads what the call needs. Apart from the call itself, because a database that does not answer says nothing about
 * Azure: the step is simply taken up again.
 */
export async function prepareCall(store: Store, step: LeasedStep): Promise<PreparedCall> {
  return { outputs: step.action === 'remove' ? new Map() : await readOutputs(store, step) }
}

/**
 * The one call to Azure of a tick: begins the step's operation, or asks once how far it is.
 * @param resuming whether an earlier attempt may have reached Azure, so that there may be something to find.
 */
export async function callAzure(
  { gateway }: TickContext,
  step: LeasedStep,
  prepared: PreparedCall,
  resuming: boolean,
  abortSignal: AbortSignal,
): Promise<Progress> {
  const { declared, workspaceId } = step
  // What is removed is known by its id; its body does not matter any more.
  const removed = { action: 'remove', body: null } as const
  const { action, body } =
    step.action === 'remove'
      ? removed
      : { action: declared.action, body: resolveReferences(declared.body, prepared.outputs) }
  const resource: GatewayResource = { ...declared, action, body, workspaceId }
  return step.handle === null
    ? await gateway.begin(resource, { resuming, abortSignal })
    : await gateway.poll(resource, step.handle, { abortSignal })
}
