import { WorkspaceAccepted } from '@palisade/contract'
import type { ApiParts } from '../../api-parts.ts'
import { answer } from '../../openapi/answer.ts'
import { IdParams, NoQuery } from '../../openapi/parameters.ts'
import { problems } from '../../openapi/problems.ts'
import type { Route } from '../../openapi/route.ts'
import { verifyWorkspace } from '../../workspaces/order-workspace-job.ts'

const schema = {
  operationId: 'verifyWorkspace',
  summary: 'Compare a workspace with its declaration',
  description:
    'Reads every resource back from Azure and compares it with what was declared. The job changes nothing; its steps have the differences as findings.',
  tags: ['workspaces'],
  params: IdParams,
  querystring: NoQuery,
  response: {
    202: answer('The verification is recorded and its job is queued.', WorkspaceAccepted, [
      'location',
      'operation-location',
      'retry-after',
    ]),
    ...problems('workspace-not-found', 'workspace-busy', 'unknown-field', 'invalid-json', 'unsupported-media-type'),
  },
} as const

/** Records that a workspace is to be verified. Workers read it back; the client watches the job. */
export const postVerification: Route<ApiParts> = async (app, parts) => {
  app.post(
    '/v1/workspaces/:id/verify',
    { schema, config: { notFound: 'workspace-not-found' } },
    async (request, reply) => {
      const answer = await verifyWorkspace(parts, request.params.id, request.log)
      const job = answer.job.links.self
      return reply.headers({ location: job, 'operation-location': job, 'retry-after': 5 }).code(202).send(answer)
    },
  )
}
