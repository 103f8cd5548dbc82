import type { Readable } from 'node:stream'
import { EventList } from '@palisade/contract'
import { Type } from 'typebox'
import type { ApiParts } from '../../api-parts.ts'
import type { EventStreams } from '../../jobs/event-streams.ts'
import { readEvents } from '../../jobs/read-events.ts'
import { readJob } from '../../jobs/read-job.ts'
import { sequenceOf } from '../../jobs/sequence-of.ts'
import { answer } from '../../openapi/answer.ts'
import { IdParams } from '../../openapi/parameters.ts'
import { problems } from '../../openapi/problems.ts'
import type { Route } from '../../openapi/route.ts'

const schema = {
  operationId: 'getJobEvents',
  summary: "Read or follow a job's events",
  description:
    'JSON by default. With "Accept: text/event-stream" a stream of Server-Sent Events: the id is the sequence number, ' +
    'the event is the type, the data is the Event as JSON. It ends with the event "done" after the last one. ' +
    'How many streams may be open, from one address and in all, is limited.',
  tags: ['jobs'],
  params: IdParams,
  querystring: Type.Object(
    {
      after: Type.Integer({
        minimum: 0,
        maximum: 2_147_483_647,
        default: 0,
        description: 'Only events behind this one.',
      }),
      limit: Type.Integer({
        minimum: 1,
        maximum: 500,
        default: 100,
        description: 'How many, where JSON is asked for.',
      }),
    },
    { additionalProperties: false },
  ),
  headers: Type.Object({
    'last-event-id': Type.Optional(
      Type.String({ description: 'Sent by event stream clients that come back; goes before "after".' }),
    ),
  }),
  response: {
    200: {
      ...answer('The events.', EventList, ['retry-after']),
      content: {
        'application/json': { schema: EventList },
        'text/event-stream': { schema: Type.Unsafe<Readable>({ type: 'string', description: 'Server-Sent Events.' }) },
      },
    },
    204: {
      type: 'null',
      description: 'A stream that came back for events, of which none will follow: do not come back.',
    },
    ...problems('job-not-found', 'invalid-request', 'invalid-value', 'wrong-type', 'unknown-field', 'too-many-streams'),
  },
} as const

/** The streams are not among the parts: they work with the parts themselves. */
type StreamParts = ApiParts & { readonly streams: EventStreams }

/** What has happened in a job, and what happens while it is watched. */
export const getJobEvents: Route<StreamParts> = async (app, parts) => {
  const config = { notFound: 'job-not-found' } as const
  // Without HEAD: it would open a stream that nobody reads.
  app.get('/v1/jobs/:id/events', { schema, config, exposeHeadRoute: false }, async (request, reply) => {
    const { id } = request.params
    const lastEventId = request.headers['last-event-id']
    const after = lastEventId === undefined ? request.query.after : sequenceOf(lastEventId)
    const job = await readJob(parts, id)
    if (!request.headers.accept?.includes('text/event-stream')) {
      if (!job.done) reply.header('retry-after', 5)
      return reply.code(200).send(await readEvents(parts, job, { after, limit: request.query.limit }))
    }
    if (lastEventId !== undefined && job.done && after >= job.lastEvent) return reply.code(204).send(null)
    return reply
      .type('text/event-stream; charset=utf-8')
      .headers({ 'x-accel-buffering': 'no', connection: 'close' })
      .send(parts.streams.open(parts, id, after, { address: request.ip, socket: request.raw.socket }))
  })
}
