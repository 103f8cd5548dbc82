import { createHash } from 'node:crypto'
import type { GatewayResource } from '@palisade/azure'
import type { Declared } from '@palisade/contract'
import { resolveReferences } from '@palisade/engine'
import type { ActiveStep } from '../jobs/active-job.ts'

const writing: ReadonlySet<ActiveStep['action']> = new Set(['make', 'amend', 'adjust'])

/**
 * Makes of a step's declaration what the gateway takes: the action of the step, and a body whose references are resolved.
 * @throws UnresolvedReference
 */
export function prepareStep(step: ActiveStep, declared: Declared): void {
  const { job, action } = step
  const { kind, name, id, isGuest, adopts, onSoftDeleted } = declared
  // What is removed is known by its id; its body does not matter any more.
  const body = action === 'remove' ? null : resolveReferences(declared.body, job.outputs)
  const resource: GatewayResource = {
    action,
    kind,
    name,
    id,
    body,
    workspaceId: job.owner,
    ...(isGuest === undefined ? {} : { isGuest }),
    ...(adopts === undefined ? {} : { adopts }),
    ...(onSoftDeleted === undefined ? {} : { onSoftDeleted }),
  }
  // Thousands are under way at once: what nobody looks at any more is not kept.
  step.declared = action === 'observe' || action === 'check' ? declared : null
  step.resource = resource
  // Remembered, so that a later job knows whether it would write the same.
  step.digest = writing.has(action) ? createHash('sha256').update(JSON.stringify(body)).digest('base64url') : undefined
}

/** What the gateway is told of a step that is under way. */
export function resourceOf(step: ActiveStep): GatewayResource {
  if (step.resource === null) throw new Error(`${step.key} is not prepared`)
  return step.resource
}
