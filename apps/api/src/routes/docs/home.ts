import type { FastifyPluginAsync } from 'fastify'

/** Whoever opens the address in a browser finds the documentation. */
export const getHome: FastifyPluginAsync = async (app) => {
  app.get('/', { schema: { hide: true } }, async (_request, reply) => reply.redirect('/docs'))
}
