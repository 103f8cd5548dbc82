import { blueprintOf } from '@palisade/blueprint'
import type { WorkspaceAccepted, WorkspaceRequest } from '@palisade/contract'
import { type CreateOutcome, createWorkspace } from '@palisade/store'
import type { FastifyBaseLogger } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import { fingerprint } from '../idempotency/fingerprint.ts'
import { idempotencyKey } from '../idempotency/idempotency-key.ts'
import { Refusal } from '../problems/refusal.ts'
import { acceptedView } from '../views/accepted-view.ts'
import { actor } from './actor.ts'
import { newId } from './new-id.ts'
import { nudge } from './nudge.ts'
import { readAccepted } from './read-accepted.ts'
import { refuseImpossible } from './refuse-impossible.ts'

/** Records that a workspace is wanted, or finds what was recorded under the same idempotency key. */
export async function orderWorkspace(
  parts: ApiParts,
  order: { request: WorkspaceRequest; idempotencyHeader: string | undefined; log: FastifyBaseLogger },
): Promise<{ answer: WorkspaceAccepted; isReplayed: boolean }> {
  const key = idempotencyKey(order.idempotencyHeader)
  refuseImpossible(order.request, parts.cloud)
  const workspaceId = newId('ws')
  const outcome = await createWorkspace(parts.store, {
    workspaceId,
    jobId: newId('job'),
    request: order.request,
    blueprint: blueprintOf(order.request, { id: workspaceId, cloud: parts.cloud }),
    actor,
    ...(key === undefined ? {} : { idempotency: { key, fingerprint: fingerprint(order.request) } }),
  })
  switch (outcome.outcome) {
    case 'created':
      nudge(parts.queue, outcome.job.id, order.log)
      return { answer: acceptedView({ ...outcome, jobs: [outcome.job] }, parts), isReplayed: false }
    case 'replayed':
      return { answer: await readAccepted(parts, outcome), isReplayed: true }
    default:
      throw refusalOf(outcome, order.request)
  }
}

function refusalOf(
  outcome: Exclude<CreateOutcome, { outcome: 'created' | 'replayed' }>,
  request: WorkspaceRequest,
): Refusal {
  if (outcome.outcome === 'key-reused') return new Refusal('idempotency-key-reused')
  const existing = `/v1/workspaces/${outcome.workspaceId}`
  const link = { existing, headers: { link: `<${existing}>; rel="related"` } }
  switch (outcome.outcome) {
    case 'name-taken': {
      const detail =
        `The project "${request.project}", or the resource group "${request.resourceGroup}", ` +
        `has a workspace "${request.name}" already.`
      return new Refusal('name-taken', detail, { ...link, errors: [{ code: 'name-taken', pointer: '/name', detail }] })
    }
    case 'address-space-overlaps': {
      const detail = `${request.network?.addressSpace} overlaps ${outcome.addressSpace}, which another workspace uses.`
      const item = { code: 'address-space-overlaps', pointer: '/network/addressSpace', detail }
      return new Refusal('address-space-overlaps', detail, { ...link, errors: [item] })
    }
  }
}
