import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Sends a view with a weak ETag of what it says, or 304 and nothing to a client that has just that already. */
export function sendWithEtag(request: FastifyRequest, reply: FastifyReply, view: object): FastifyReply {
  const digest = createHash('sha256').update(JSON.stringify(view)).digest('base64url').slice(0, 22)
  reply.header('etag', `W/"${digest}"`)
  const known = request.headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? []
  return known.includes(`"${digest}"`) || known.includes('*') ? reply.code(304).send() : reply.send(view)
}
