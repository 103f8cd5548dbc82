import type { Cloud } from '@palisade/facts'
import type { WakeQueue } from '@palisade/queue'
import type { Store } from '@palisade/store'
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify'
import pino from 'pino'
import type { ApiParts } from './api-parts.ts'
import { refuseForeignHosts } from './hosts/refuse-foreign-hosts.ts'
import { EventStreams, type StreamLimits } from './jobs/event-streams.ts'
import { JobChanges } from './jobs/job-changes.ts'
import { acceptJsonOnly } from './json/json-body.ts'
import { describeApi } from './openapi/describe-api.ts'
import { answerBrokenMessage } from './problems/answer-broken-message.ts'
import { answerInTime } from './problems/answer-in-time.ts'
import { answerError, answerProblems } from './problems/answer-problems.ts'
import { refuseUnknownRoutes } from './problems/refuse-unknown-routes.ts'
import { addCommonHeaders } from './replies/common-headers.ts'
import { requestId } from './replies/request-id.ts'
import { addRoutes } from './routes/add-routes.ts'
import { validateRequests } from './validation/validate-requests.ts'

/** How long the parts of a request may take to arrive, and how often late ones are looked for, in milliseconds. */
interface Arrival {
  readonly headersMs: number
  readonly requestMs: number
  readonly checkEveryMs: number
}

const usualArrival: Arrival = { headersMs: 5_000, requestMs: 10_000, checkEveryMs: 1_000 }

/** What the API needs from outside. It closes neither the store nor the queue. */
export interface ApiOptions {
  readonly store: Store
  readonly queue: WakeQueue
  /** The cloud that workspaces are made in; public Azure by default. */
  readonly cloud?: Cloud
  /** Host names that it answers for beside this machine's own. */
  readonly allowedHosts?: readonly string[]
  /** A request that takes longer, from the end of its body on, is told to come back. Absent: it may take for ever. */
  readonly answerWithinMs?: number
  /** How many event streams may be open at once; 20 from one address and 500 in all by default. */
  readonly streams?: StreamLimits
  /** How long the parts of a request may take to arrive, in milliseconds. */
  readonly arrival?: Arrival
  /** Silence by default. */
  readonly log?: FastifyBaseLogger
  readonly now?: () => Date
}

/** The API as an application that is not listening yet. */
export async function buildApi(options: ApiOptions): Promise<FastifyInstance> {
  const arrival = options.arrival ?? usualArrival
  const app = fastify({
    loggerInstance: options.log ?? pino({ level: 'silent' }),
    genReqId: requestId,
    frameworkErrors: answerError,
    clientErrorHandler: answerBrokenMessage,
    bodyLimit: 65_536,
    // Fastify's defaults wait for ever. A socket without a byte for 30 s is given up; streams send more often.
    connectionTimeout: 30_000,
    requestTimeout: arrival.requestMs,
    keepAliveTimeout: 65_000,
    // What arrives while it closes is still answered, instead of with Fastify's own form of error.
    return503OnClosing: false,
    // Without a Host header Node would answer itself, with nothing; ours is a problem like any other.
    // Its own limit for headers is a minute, and it takes the longer of the two limits for that of the whole request.
    http: {
      requireHostHeader: false,
      headersTimeout: arrival.headersMs,
      connectionsCheckingInterval: arrival.checkEveryMs,
    },
  })
  const streams = new EventStreams(options.streams)
  const changes = new JobChanges(options.store, app.log)
  const { store, queue, cloud = 'AzurePublic', now = () => new Date() } = options
  const parts: ApiParts = { store, queue, cloud, changes, now }

  answerProblems(app)
  if (options.answerWithinMs !== undefined) answerInTime(app, options.answerWithinMs)
  validateRequests(app)
  acceptJsonOnly(app)
  // The form of what we say is promised by the tests, which check every answer against the OpenAPI document. Fastify's
  // own serializer would instead drop, without a word, what a schema has forgotten.
  app.setSerializerCompiler(() => JSON.stringify)
  await addCommonHeaders(app)
  refuseForeignHosts(app, options.allowedHosts ?? [])
  refuseUnknownRoutes(app)
  await describeApi(app)
  await addRoutes(app, { ...parts, streams })

  // Node would answer an unknown Expect header with an empty 417; to ignore it is as right.
  app.server.on('checkExpectation', (request, response) => app.routing(request, response))
  app.addHook('onReady', async () => void changes.open())
  app.addHook('preClose', async () => streams.endAll())
  app.addHook('onClose', async () => await changes.close())
  return app
}
