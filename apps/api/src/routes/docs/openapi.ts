import type { FastifyPluginAsync } from 'fastify'

/** The description of this API for programs: OpenAPI 3.1. */
export const getOpenApi: FastifyPluginAsync = async (app) => {
  app.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) => reply.send(app.swagger()))
}
