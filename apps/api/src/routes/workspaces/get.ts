import { WorkspaceView } from '@palisade/contract'
import type { ApiParts } from '../../api-parts.ts'
import { answer } from '../../openapi/answer.ts'
import { IdParams, NoQuery } from '../../openapi/parameters.ts'
import { problems } from '../../openapi/problems.ts'
import type { Route } from '../../openapi/route.ts'
import { readWorkspace } from '../../workspaces/read-workspace.ts'

const schema = {
  operationId: 'getWorkspace',
  summary: 'Read a workspace',
  description: 'With its jobs, newest first.',
  tags: ['workspaces'],
  params: IdParams,
  querystring: NoQuery,
  response: { 200: answer('The workspace.', WorkspaceView), ...problems('workspace-not-found', 'unknown-field') },
} as const

/** A workspace as it is recorded now. */
export const getWorkspace: Route<ApiParts> = async (app, parts) => {
  app.get('/v1/workspaces/:id', { schema, config: { notFound: 'workspace-not-found' } }, async (request, reply) => {
    return reply.send(await readWorkspace(parts, request.params.id))
  })
}
