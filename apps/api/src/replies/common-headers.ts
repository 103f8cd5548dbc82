import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'

/** The headers of every answer: its id, that nobody may keep it, and what a browser may do with it. */
export async function addCommonHeaders(app: FastifyInstance): Promise<void> {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ 'x-request-id': request.id, 'cache-control': 'no-store' })
  })

  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        // The page at /docs sets styles on its elements as it draws them; nothing else of ours has any.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // Whoever ends TLS in front of us knows whether this name is to be reached by HTTPS alone; we do not.
    strictTransportSecurity: false,
  })
}
