import fastify from 'fastify'
import { Type } from 'typebox'
import { expect, test } from 'vitest'
import { answer } from './answer.ts'
import { problems } from './problems.ts'
import type { Route } from './route.ts'

const schema = {
  querystring: Type.Object({ limit: Type.Integer({ default: 7 }) }),
  response: {
    200: answer('A count.', Type.Object({ count: Type.Integer() }), ['etag']),
    202: answer('A job.', Type.Object({ job: Type.String() })),
    304: { type: 'null', description: 'Nothing new.' },
    ...problems('invalid-request'),
  },
} as const

// What is guaranteed here is that this file compiles: each line that expects an error has one.
const route: Route = async (app) => {
  app.get('/right', { schema }, async ({ query }, reply) => reply.code(200).send({ count: query.limit }))
  app.get('/right/202', { schema }, async (_, reply) => reply.code(202).send({ job: 'job-1' }))
  app.get('/right/304', { schema }, async (_, reply) => reply.code(304).send(null))

  // @ts-expect-error: no status promises this
  app.get('/wrong', { schema }, async (_, reply) => reply.send({ nothing: 'of what was promised' }))
  // @ts-expect-error: a field is missing
  app.get('/wrong/missing', { schema }, async (_, reply) => reply.code(200).send({}))
  // @ts-expect-error: a field has another type
  app.get('/wrong/type', { schema }, async (_, reply) => reply.code(200).send({ count: '7' }))
  // @ts-expect-error: another status promises this
  app.get('/wrong/status', { schema }, async (_, reply) => reply.code(202).send({ count: 7 }))
  // @ts-expect-error: there is nothing to say
  app.get('/wrong/304', { schema }, async (_, reply) => reply.code(304).send({ count: 7 }))
  // @ts-expect-error: a problem is thrown and not sent
  app.get('/wrong/problem', { schema }, async (_, reply) => reply.code(400).send({ code: 'invalid-request' }))
  // @ts-expect-error: what is returned is a reply too
  app.get('/wrong/returned', { schema }, async () => ({ nothing: 'of what was promised' }))
  // @ts-expect-error: the query has no such field
  app.get('/wrong/query', { schema }, async ({ query }, reply) => reply.code(200).send({ count: query.count }))
}

test('a reply that is not what its status promises does not compile, and a right one is sent', async () => {
  const app = fastify()
  app.setValidatorCompiler(() => () => true)
  app.setSerializerCompiler(() => JSON.stringify)
  await app.register(route)
  expect((await app.inject('/right/202')).json()).toEqual({ job: 'job-1' })
})
