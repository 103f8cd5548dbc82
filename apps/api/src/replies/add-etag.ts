import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'

/**
 * Adds a weak ETag of what a view says.
 * @returns whether the client has just that already, and wants 304 and nothing.
 */
export function addEtag(
  { headers }: Pick<FastifyRequest, 'headers'>,
  reply: { header(name: 'etag', value: string): unknown },
  view: object,
): boolean {
  const digest = createHash('sha256').update(JSON.stringify(view)).digest('base64url').slice(0, 22)
  reply.header('etag', `W/"${digest}"`)
  const known = headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? []
  return known.includes(`"${digest}"`) || known.includes('*')
}
