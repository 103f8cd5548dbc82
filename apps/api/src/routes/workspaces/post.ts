import { PreviewView, WorkspaceAccepted, WorkspaceRequest } from '@palisade/contract'
import { Type } from 'typebox'
import type { ApiParts } from '../../api-parts.ts'
import { answer } from '../../openapi/answer.ts'
import { problems } from '../../openapi/problems.ts'
import type { Route } from '../../openapi/route.ts'
import { impossibleCodes } from '../../workspaces/impossible-codes.ts'
import { orderWorkspace } from '../../workspaces/order-workspace.ts'
import { previewWorkspace } from '../../workspaces/preview-workspace.ts'

const schema = {
  operationId: 'createWorkspace',
  summary: 'Ask for a workspace',
  description: 'Answers at once with a job; workers build the workspace while the job is watched.',
  tags: ['workspaces'],
  querystring: Type.Object(
    { dryRun: Type.Optional(Type.Boolean({ description: 'Answer with what would be made, and write nothing.' })) },
    { additionalProperties: false },
  ),
  headers: Type.Object({
    'idempotency-key': Type.Optional(
      Type.String({
        description: '16 to 255 visible ASCII characters. The same request under the same key makes one workspace.',
      }),
    ),
  }),
  body: WorkspaceRequest,
  response: {
    200: answer('What would be made (dryRun).', PreviewView),
    202: answer('The workspace is recorded and its job is queued.', WorkspaceAccepted, [
      'location',
      'operation-location',
      'retry-after',
      'idempotency-replayed',
    ]),
    ...problems(
      'invalid-json',
      'invalid-request',
      'impossible-request',
      'unknown-field',
      'missing-field',
      'wrong-type',
      'invalid-value',
      'invalid-name',
      'idempotency-key-invalid',
      'name-taken',
      'address-space-overlaps',
      'body-too-large',
      'unsupported-media-type',
      'idempotency-key-reused',
      ...impossibleCodes,
    ),
  },
} as const

/** Records that a workspace is wanted. Workers build it; the client watches the job. */
export const postWorkspace: Route<ApiParts> = async (app, parts) => {
  app.post('/v1/workspaces', { schema }, async (request, reply) => {
    if (request.query.dryRun === true) return reply.code(200).send(previewWorkspace(parts, request.body))
    const idempotencyHeader = request.headers['idempotency-key']
    const order = { request: request.body, idempotencyHeader, log: request.log }
    const { answer, isReplayed } = await orderWorkspace(parts, order)
    if (isReplayed) reply.header('idempotency-replayed', 'true')
    return reply
      .headers({ location: answer.workspace.links.self, 'operation-location': answer.job.links.self, 'retry-after': 5 })
      .code(202)
      .send(answer)
  })
}
