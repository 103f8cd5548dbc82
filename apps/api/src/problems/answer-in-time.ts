import type { FastifyInstance } from 'fastify'
import { Refusal } from './refusal.ts'

/** How long one query of the API may take, and how long a free connection is waited for, in milliseconds. */
export const queryWithinMs = 1_500

/** How long it may take from the end of the body to the answer, in milliseconds: a little more than a query. */
export const answerWithinMs = 1_750

/**
 * Answers that the database is away when a handler takes too long. Each query has its own limit, but a request may
 * wait for a connection and then for several queries, and its client wants to hear of it within two seconds.
 */
export function answerInTime(app: FastifyInstance, withinMs: number): void {
  // After the body has come: how long a body may take is another question.
  app.addHook('preHandler', async (request, reply) => {
    const timer = setTimeout(() => {
      // An event stream has begun long ago, and goes on.
      if (reply.sent || reply.raw.headersSent) return
      request.log.warn('no answer in time')
      reply.send(unavailable())
    }, withinMs)
    reply.raw.once('close', () => clearTimeout(timer))
  })
}

/** The database does not answer; it usually does again within seconds. */
export function unavailable(): Refusal {
  return new Refusal('unavailable', undefined, { headers: { 'retry-after': '5' } })
}
