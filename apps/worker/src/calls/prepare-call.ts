import { createHash } from 'node:crypto'
import type { GatewayResource } from '@palisade/azure'
import type { Declared, Json } from '@palisade/contract'
import { resolveReferences } from '@palisade/engine'
import type { ActiveStep } from '../jobs/active-job.ts'

/**
 * Makes of a declaration what the gateway takes: the action of the step, and a body whose references are resolved.
 * @throws UnresolvedReference
 */
export function gatewayResource(step: ActiveStep, declared: Declared): GatewayResource {
  const { job, action } = step
  const { kind, name, id, isGuest, adopts, onSoftDeleted } = declared
  return {
    action,
    kind,
    name,
    id,
    // What is removed is known by its id; its body does not matter any more.
    body: action === 'remove' ? null : resolveReferences(declared.body, job.outputs),
    workspaceId: job.owner,
    ...(isGuest === undefined ? {} : { isGuest }),
    ...(adopts === undefined ? {} : { adopts }),
    ...(onSoftDeleted === undefined ? {} : { onSoftDeleted }),
  }
}

/** What of a body is remembered, so that a later job knows whether it would write the same. */
export function digestOf(body: Json): string {
  return createHash('sha256').update(JSON.stringify(body)).digest('base64url')
}
