import type { GatewayResource, Progress } from '@palisade/azure'
import { resolveReferences } from '@palisade/engine'
import { type LeasedStep, readOutputs } from '@palisade/store'
import type { TickContext } from './tick-context.ts'

/**
 * The one call to Azure of a tick: begins the step's operation, or asks once how far it is.
 * @param resuming whether an earlier attempt may have reached Azure, so that there may be something to find.
 */
export async function callAzure(
  context: TickContext,
  step: LeasedStep,
  resuming: boolean,
  abortSignal: AbortSignal,
): Promise<Progress> {
  const { gateway } = context
  const { declared } = step
  if (step.action === 'remove') {
    // What is removed is known by its id; its body does not matter any more.
    const resource: GatewayResource = { ...declared, how: 'make', body: null, workspaceId: step.workspaceId }
    return step.handle === null
      ? await gateway.remove(resource, { abortSignal })
      : await gateway.pollRemoval(resource, step.handle, { abortSignal })
  }
  const body = resolveReferences(declared.body, await readOutputs(context.store, step))
  const resource: GatewayResource = { ...declared, body, workspaceId: step.workspaceId }
  return step.handle === null
    ? await gateway.begin(resource, { resuming, abortSignal })
    : await gateway.poll(resource, step.handle, { abortSignal })
}
