import type { WorkspaceAccepted } from '@palisade/contract'
import { requestDeletion, requestVerification, type WorkspaceJobOutcome } from '@palisade/store'
import type { FastifyBaseLogger } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import { Refusal } from '../problems/refusal.ts'
import { actor } from './actor.ts'
import { newId } from './new-id.ts'
import { nudge } from './nudge.ts'
import { readAccepted } from './read-accepted.ts'

/** Records that a workspace is to go. Asking again finds the same job. */
export async function deleteWorkspace(
  parts: ApiParts,
  workspaceId: string,
  log: FastifyBaseLogger,
): Promise<WorkspaceAccepted> {
  const outcome = await requestDeletion(parts.store, { workspaceId, jobId: newId('job'), actor })
  if (outcome.outcome !== 'requested' && outcome.outcome !== 'already') throw refusalOf(outcome)
  nudge(parts.queue, outcome.jobId, log)
  return await readAccepted(parts, { workspaceId, jobId: outcome.jobId })
}

/** Records that a workspace is to be read back and compared with what was declared. */
export async function verifyWorkspace(
  parts: ApiParts,
  workspaceId: string,
  log: FastifyBaseLogger,
): Promise<WorkspaceAccepted> {
  const outcome = await requestVerification(parts.store, { workspaceId, jobId: newId('job'), actor })
  if (outcome.outcome !== 'requested') throw refusalOf(outcome)
  nudge(parts.queue, outcome.jobId, log)
  return await readAccepted(parts, { workspaceId, jobId: outcome.jobId })
}

/** Why there is no such job on a workspace. */
function refusalOf(outcome: Exclude<WorkspaceJobOutcome, { outcome: 'requested' }>): Refusal {
  switch (outcome.outcome) {
    case 'not-found':
      return new Refusal('workspace-not-found')
    case 'gone':
      return new Refusal('workspace-not-found', 'The workspace is deleted already.')
    case 'wrong-status':
      return new Refusal('workspace-busy', `The workspace is ${outcome.status}.`)
    case 'busy':
      return new Refusal('workspace-busy', undefined, {
        existing: `/v1/jobs/${outcome.jobId}`,
        headers: { link: `</v1/jobs/${outcome.jobId}>; rel="related"`, 'retry-after': '30' },
      })
  }
}
