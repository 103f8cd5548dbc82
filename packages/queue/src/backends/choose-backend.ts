import type { Backend } from './backend.ts'
import { postgresBackend } from './postgres.ts'
import { redisBackend } from './redis.ts'

/**
 * The backend that a URL asks for. Throws a TypeError on a scheme that is none of redis, rediss, postgres and postgresql.
 * No error repeats the URL, which may carry a password (the one of `new URL` would).
 */
export function chooseBackend(url: string): Backend {
  if (!URL.canParse(url)) throw new TypeError('the URL of the queue is not a URL')
  const scheme = new URL(url).protocol.slice(0, -1)
  switch (scheme) {
    case 'redis':
    case 'rediss':
      return redisBackend(url)
    case 'postgres':
    case 'postgresql':
      return postgresBackend(url)
    default:
      throw new TypeError(`the queue's URL must start with redis, rediss, postgres or postgresql, not "${scheme}"`)
  }
}

/**
 * Creates or updates what BullMQ needs in the store: its tables on Postgres, nothing on Redis.
 * Several processes may call it at once; one does the work and the others wait. Throws when Postgres is away.
 */
export async function prepareQueue(url: string): Promise<void> {
  await chooseBackend(url).prepare()
}
