import { WorkspaceList } from '@palisade/contract'
import { Type } from 'typebox'
import type { ApiParts } from '../../api-parts.ts'
import { answer } from '../../openapi/answer.ts'
import { problems } from '../../openapi/problems.ts'
import type { Route } from '../../openapi/route.ts'
import { readWorkspaces } from '../../workspaces/read-workspaces.ts'

const schema = {
  operationId: 'listWorkspaces',
  summary: 'List the workspaces',
  description: 'Newest first, without the deleted ones. Follow "nextLink" until it is null.',
  tags: ['workspaces'],
  querystring: Type.Object(
    {
      limit: Type.Integer({ minimum: 1, maximum: 100, default: 50, description: 'How many on a page.' }),
      cursor: Type.Optional(
        Type.String({
          pattern: '^[A-Za-z0-9_-]{1,200}$',
          description: 'Take it from "nextCursor"; it has no meaning of its own.',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  response: {
    200: answer('A page of workspaces.', WorkspaceList),
    ...problems('invalid-request', 'invalid-value', 'wrong-type', 'unknown-field', 'invalid-cursor'),
  },
} as const

/** One page of the workspaces that live. */
export const getWorkspaces: Route<ApiParts> = async (app, parts) => {
  app.get('/v1/workspaces', { schema }, async (request, reply) => {
    return reply.send(await readWorkspaces(parts, request.query))
  })
}
