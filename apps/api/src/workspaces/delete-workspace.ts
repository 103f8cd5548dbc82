import type { WorkspaceAccepted } from '@palisade/contract'
import { requestDeletion } from '@palisade/store'
import type { FastifyBaseLogger } from 'fastify'
import type { ApiParts } from '../api-parts.ts'
import { Refusal } from '../problems/refusal.ts'
import { acceptedView } from '../views/accepted-view.ts'
import { actor } from './actor.ts'
import { newId } from './new-id.ts'
import { nudge } from './nudge.ts'

/** Records that a workspace is to go. Asking again finds the same job. */
export async function deleteWorkspace(
  parts: ApiParts,
  workspaceId: string,
  log: FastifyBaseLogger,
): Promise<WorkspaceAccepted> {
  const outcome = await requestDeletion(parts.store, { workspaceId, jobId: newId('job'), actor })
  switch (outcome.outcome) {
    case 'not-found':
      throw new Refusal('workspace-not-found')
    case 'gone':
      throw new Refusal('workspace-not-found', 'The workspace is deleted already.')
    case 'busy':
      throw new Refusal('workspace-busy', undefined, {
        existing: `/v1/jobs/${outcome.jobId}`,
        headers: { link: `</v1/jobs/${outcome.jobId}>; rel="related"`, 'retry-after': '30' },
      })
    case 'requested':
    case 'already':
      nudge(parts.queue, outcome.wake, log)
      return acceptedView(outcome, parts)
  }
}
