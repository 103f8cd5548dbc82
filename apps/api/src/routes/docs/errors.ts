import type { FastifyPluginAsync } from 'fastify'
import { errorsPage } from '../../docs/errors-page.ts'

/** Where the `type` of each problem leads. */
export const getErrors: FastifyPluginAsync = async (app) => {
  const page = errorsPage()
  app.get('/docs/errors', { schema: { hide: true } }, async (_request, reply) => {
    return reply.type('text/html; charset=utf-8').send(page)
  })
}
