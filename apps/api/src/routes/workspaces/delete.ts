import { WorkspaceAccepted } from '@palisade/contract'
import type { ApiParts } from '../../api-parts.ts'
import { answer } from '../../openapi/answer.ts'
import { IdParams, NoQuery } from '../../openapi/parameters.ts'
import { problems } from '../../openapi/problems.ts'
import type { Route } from '../../openapi/route.ts'
import { deleteWorkspace } from '../../workspaces/order-workspace-job.ts'

const schema = {
  operationId: 'deleteWorkspace',
  summary: 'Ask for the removal of a workspace',
  description: 'Removes what was made for it, last first. Asking again answers with the same job.',
  tags: ['workspaces'],
  params: IdParams,
  querystring: NoQuery,
  response: {
    202: answer('The removal is recorded and its job is queued.', WorkspaceAccepted, [
      'location',
      'operation-location',
      'retry-after',
    ]),
    ...problems('workspace-not-found', 'workspace-busy', 'unknown-field', 'invalid-json', 'unsupported-media-type'),
  },
} as const

/** Records that a workspace is to go. Workers remove it; the client watches the job. */
export const removeWorkspace: Route<ApiParts> = async (app, parts) => {
  app.delete('/v1/workspaces/:id', { schema, config: { notFound: 'workspace-not-found' } }, async (request, reply) => {
    const answer = await deleteWorkspace(parts, request.params.id, request.log)
    const job = answer.job.links.self
    return reply.headers({ location: job, 'operation-location': job, 'retry-after': 5 }).code(202).send(answer)
  })
}
