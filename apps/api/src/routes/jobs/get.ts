import { JobView } from '@palisade/contract'
import type { ApiParts } from '../../api-parts.ts'
import { readJob } from '../../jobs/read-job.ts'
import { answer } from '../../openapi/answer.ts'
import { IdParams, NoQuery } from '../../openapi/parameters.ts'
import { problems } from '../../openapi/problems.ts'
import type { Route } from '../../openapi/route.ts'
import { addEtag } from '../../replies/add-etag.ts'

const schema = {
  operationId: 'getJob',
  summary: 'Read a job',
  description: 'Answers 200 also for a job that has failed. Ask again after Retry-After until "done" is true.',
  tags: ['jobs'],
  params: IdParams,
  querystring: NoQuery,
  response: {
    200: answer('The job, its phases and its steps.', JobView, ['retry-after', 'etag']),
    304: { type: 'null', description: 'Nothing has changed since the answer with this ETag.' },
    ...problems('job-not-found', 'unknown-field'),
  },
} as const

/** A job as it is now, with how far it is. */
export const getJob: Route<ApiParts> = async (app, parts) => {
  app.get('/v1/jobs/:id', { schema, config: { notFound: 'job-not-found' } }, async (request, reply) => {
    const job = await readJob(parts, request.params.id)
    if (!job.done) reply.header('retry-after', 5)
    if (addEtag(request, reply, job)) return reply.code(304).send(null)
    return reply.code(200).send(job)
  })
}
