import { CheckAccepted, WorkspaceRequest } from '@palisade/contract'
import { Type } from 'typebox'
import type { ApiParts } from '../../api-parts.ts'
import { orderCheck } from '../../checks/order-check.ts'
import { answer } from '../../openapi/answer.ts'
import { NoQuery } from '../../openapi/parameters.ts'
import { problems } from '../../openapi/problems.ts'
import type { Route } from '../../openapi/route.ts'
import { impossibleCodes } from '../../workspaces/impossible-codes.ts'

const schema = {
  operationId: 'checkWorkspace',
  summary: 'Ask whether a workspace could be made',
  description:
    'Looks in Azure for what would stand in the way of the same request at POST /v1/workspaces: registrations, ' +
    'permissions, locks, policies, names, quota, and existing networks. Answers at once with a job that only looks: ' +
    'nothing is made, and no name and no range is reserved. Its "verdict" is the result, and each step has its findings.',
  tags: ['checks'],
  querystring: NoQuery,
  headers: Type.Object({
    'idempotency-key': Type.Optional(
      Type.String({
        description: '16 to 255 visible ASCII characters. The same request under the same key makes one job.',
      }),
    ),
  }),
  body: WorkspaceRequest,
  response: {
    202: answer('The checks are recorded and their job is queued.', CheckAccepted, [
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
      'body-too-large',
      'unsupported-media-type',
      'idempotency-key-reused',
      ...impossibleCodes,
    ),
  },
} as const

/** Records that somebody wants to know whether a workspace could be made. Workers look; the client watches the job. */
export const postCheck: Route<ApiParts> = async (app, parts) => {
  app.post('/v1/checks', { schema }, async (request, reply) => {
    const idempotencyHeader = request.headers['idempotency-key']
    const order = { request: request.body, idempotencyHeader, log: request.log }
    const { answer, isReplayed } = await orderCheck(parts, order)
    if (isReplayed) reply.header('idempotency-replayed', 'true')
    const job = answer.job.links.self
    return reply.headers({ location: job, 'operation-location': job, 'retry-after': 5 }).code(202).send(answer)
  })
}
