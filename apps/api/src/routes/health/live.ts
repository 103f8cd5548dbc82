import { Type } from 'typebox'
import { answer } from '../../openapi/answer.ts'
import { problems } from '../../openapi/problems.ts'
import type { Route } from '../../openapi/route.ts'

const schema = {
  operationId: 'getLiveness',
  summary: 'Whether the process lives',
  description: 'Asks nothing of the database: a process that waits for one must not be killed for it.',
  tags: ['health'],
  response: {
    200: answer('It lives.', Type.Object({ status: Type.Literal('ok') }, { additionalProperties: false })),
    ...problems(),
  },
} as const

/** For a liveness probe. */
export const getLiveness: Route = async (app) => {
  app.get('/healthz', { schema, logLevel: 'warn' }, async (_request, reply) => reply.send({ status: 'ok' }))
}
