import type { ErrorCode } from '@palisade/contract'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { problemOf } from './problem-of.ts'
import { Refusal } from './refusal.ts'
import { refusalOfError } from './refusal-of-error.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The code with which a route answers for an id that names nothing. */
    notFound?: ErrorCode
  }
}

/** The log gets only so much of a detail, because the client decides how long it is. */
const longestDetail = 300

/** The only place that makes an answer of an error: `application/problem+json` (RFC 9457) for each. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply))
}

/** Also for the errors that Fastify finds before there is a route. */
export function answerError(error: FastifyError | unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const notFound = request.routeOptions?.config?.notFound ?? 'route-not-found'
  const known = refusalOfError(error, notFound)
  const refusal = known ?? new Refusal('internal')
  // The cause is for the log alone: what a client reads carries no stack and no names from inside.
  if (request.raw.readableAborted) request.log.info('the client left before its request had arrived')
  else if (known === null) request.log.error({ err: error }, 'fault')
  else if (refusal.status >= 500) request.log.warn({ err: error, code: refusal.code }, 'refused')
  else request.log.info({ code: refusal.code, detail: refusal.message.slice(0, longestDetail) }, 'refused')

  const [path] = request.url.split('?', 1)
  return reply
    .code(refusal.status)
    .headers({ 'x-request-id': request.id, 'cache-control': 'no-store', ...refusal.headers })
    .type('application/problem+json')
    .serializer(JSON.stringify)
    .send(problemOf(refusal, request.id, path))
}
