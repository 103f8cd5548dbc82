import { HandOffView } from '@palisade/contract'
import type { ApiParts } from '../../api-parts.ts'
import { answer } from '../../openapi/answer.ts'
import { IdParams, NoQuery } from '../../openapi/parameters.ts'
import { problems } from '../../openapi/problems.ts'
import type { Route } from '../../openapi/route.ts'
import { addEtag } from '../../replies/add-etag.ts'
import { readHandOff } from '../../workspaces/read-hand-off.ts'

const schema = {
  operationId: 'getHandOff',
  summary: 'Read what others have to set up for a workspace',
  description:
    'For people who run a firewall, a DNS or routes of their own: what to let out, which names to answer with what, ' +
    'where to send traffic. Records appear while the job goes on, as soon as their addresses are known.',
  tags: ['workspaces'],
  params: IdParams,
  querystring: NoQuery,
  response: {
    200: answer('What is known so far.', HandOffView, ['etag']),
    304: { type: 'null', description: 'Nothing has changed since the answer with this ETag.' },
    ...problems('workspace-not-found', 'unknown-field'),
  },
} as const

/** Egress rules, host records and routes that the request leaves to somebody else. */
export const getHandOff: Route<ApiParts> = async (app, parts) => {
  const config = { notFound: 'workspace-not-found' } as const
  app.get('/v1/workspaces/:id/hand-off', { schema, config }, async (request, reply) => {
    const handOff = await readHandOff(parts, request.params.id)
    if (addEtag(request, reply, handOff)) return reply.code(304).send(null)
    return reply.code(200).send(handOff)
  })
}
