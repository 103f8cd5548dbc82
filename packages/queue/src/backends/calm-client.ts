import {
  type BackendFactory,
  createPostgresBackend,
  type PostgresConnectionOptions,
  type PostgresQueueBackend,
} from 'bullmq'
import pg from 'pg'

/**
 * A client whose broken connection never ends the process. node-postgres emits a break as `error`, which ends the
 * process while nobody listens: between two owners of a pooled client, until a promise that waited for the client has
 * been resumed, and after BullMQ has taken all listeners off a client that it closes.
 */
export class CalmClient extends pg.Client {
  override emit(event: string | symbol, ...values: unknown[]): boolean {
    if (event === 'error' && this.listenerCount('error') === 0) return false
    return super.emit(event, ...values)
  }
}

/** BullMQ's Postgres backend with clients of ours: those of its pool take the option, the one that listens does not. */
export const createCalmBackend: BackendFactory<PostgresQueueBackend, PostgresConnectionOptions> = (
  name,
  options,
  more,
) => {
  const backend = createPostgresBackend(name, options, more)
  Object.defineProperty(backend.connection, 'pgModule', { value: { ...pg, Client: CalmClient } })
  return backend
}
