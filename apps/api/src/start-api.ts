import { openWakeQueue, prepareQueue } from '@palisade/queue'
import { openStore } from '@palisade/store'
import pino from 'pino'
import { buildApi } from './build-api.ts'
import { type ApiConfiguration, InvalidConfiguration } from './configuration/read-configuration.ts'
import { isLoopback } from './hosts/is-loopback.ts'
import { answerWithinMs, queryWithinMs } from './problems/answer-in-time.ts'

/** An API that listens. */
export interface RunningApi {
  /** Where it can be reached from this machine. */
  readonly url: string
  /** Answers what has arrived, ends the event streams, and gives back its connections; within five seconds. */
  close(): Promise<void>
}

/**
 * Opens what the API needs and listens. A database that is away does not stop it: it says so at /readyz and in each
 * answer until the database is back. Throws `InvalidConfiguration`, or what `listen` throws: `EADDRINUSE`, `EACCES`.
 */
export async function startApi(configuration: ApiConfiguration): Promise<RunningApi> {
  const { host, port, isInContainer } = configuration
  if (!isLoopback(host) && !isInContainer)
    throw new InvalidConfiguration([`There is no sign-in: not listening on ${host}`])
  const log = pino({ level: configuration.logLevel })
  const store = openStore({
    databaseUrl: configuration.databaseUrl,
    applicationName: 'palisade-api',
    answerWithinMs: queryWithinMs,
  })
  // A second of work, which the first request would wait for otherwise.
  await store.prisma()
  // Whoever comes first prepares it. Without, the first nudges would be lost until a worker has come.
  await prepareQueue(configuration.queueUrl).catch((error: unknown) => log.warn({ err: error }, 'queue'))
  const queue = openWakeQueue({ url: configuration.queueUrl, onError: (error) => log.warn({ err: error }, 'queue') })
  const app = await buildApi({
    store,
    queue,
    log,
    answerWithinMs,
    streams: configuration.streams,
    cloud: configuration.cloud,
    allowedHosts: configuration.allowedHosts,
  })
  const close = async (): Promise<void> => {
    await app.close()
    await Promise.all([queue.close(), store.close()])
  }

  try {
    await app.listen({ host, port })
  } catch (error) {
    await close()
    throw error
  }
  if (isInContainer) log.warn('no sign-in yet: whoever reaches the published port may do everything')
  else log.info('no sign-in yet: listening on loopback only')
  const address = app.server.address()
  const actualPort = typeof address === 'object' && address !== null ? address.port : port
  return { url: `http://${isInContainer ? '127.0.0.1' : host.replace(/^(.*:.*)$/, '[$1]')}:${actualPort}`, close }
}
