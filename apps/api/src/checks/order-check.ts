import { blueprintOf } from '@palisade/blueprint'
import type { CheckAccepted, WorkspaceRequest } from '@palisade/contract'
import { createCheck } from '@palisade/store'
import type { FastifyBaseLogger } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import { fingerprint } from '../idempotency/fingerprint.ts'
import { idempotencyKey } from '../idempotency/idempotency-key.ts'
import { readJob } from '../jobs/read-job.ts'
import { Refusal } from '../problems/refusal.ts'
import { jobView } from '../views/job-view.ts'
import { actor } from '../workspaces/actor.ts'
import { newId } from '../workspaces/new-id.ts'
import { nudge } from '../workspaces/nudge.ts'
import { refuseImpossible } from '../workspaces/refuse-impossible.ts'

/** Records that the checks are wanted, or finds what was recorded under the same idempotency key. */
export async function orderCheck(
  parts: ApiParts,
  order: { request: WorkspaceRequest; idempotencyHeader: string | undefined; log: FastifyBaseLogger },
): Promise<{ answer: CheckAccepted; isReplayed: boolean }> {
  const key = idempotencyKey(order.idempotencyHeader)
  refuseImpossible(order.request, parts.cloud)
  const outcome = await createCheck(parts.store, {
    jobId: newId('job'),
    // Names derive from the id of a workspace. There is none, so they are those of one that could be.
    blueprint: blueprintOf(order.request, { id: newId('ws'), cloud: parts.cloud }),
    actor,
    ...(key === undefined ? {} : { idempotency: { key, fingerprint: fingerprint(order.request) } }),
  })
  if (outcome.outcome === 'key-reused') throw new Refusal('idempotency-key-reused')
  if (outcome.outcome === 'replayed') return { answer: { job: await readJob(parts, outcome.jobId) }, isReplayed: true }
  nudge(parts.queue, outcome.job.id, order.log)
  return { answer: { job: jobView(outcome.job, outcome.steps, parts.now()) }, isReplayed: false }
}
