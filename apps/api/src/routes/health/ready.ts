import { Type } from 'typebox'
import type { ApiParts } from '../../api-parts.ts'
import { pingStore } from '../../health/ping-store.ts'
import { answer } from '../../openapi/answer.ts'
import { problems } from '../../openapi/problems.ts'
import type { Route } from '../../openapi/route.ts'

const schema = {
  operationId: 'getReadiness',
  summary: 'Whether requests can be answered',
  description: 'The database has to answer within two seconds. The queue is not asked: nothing here waits for it.',
  tags: ['health'],
  response: {
    200: answer('They can.', Type.Object({ status: Type.Literal('ready') }, { additionalProperties: false })),
    ...problems(),
  },
} as const

/** For a readiness probe. */
export const getReadiness: Route<ApiParts> = async (app, { store }) => {
  app.get('/readyz', { schema, logLevel: 'warn' }, async (_request, reply) => {
    await pingStore(store)
    return reply.send({ status: 'ready' })
  })
}
