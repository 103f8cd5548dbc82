/** How we connect: what the URL says, and what a wake-up call does not need. */
export interface PostgresConnection {
  readonly connectionString: string
  readonly options: string
  readonly application_name: string
  readonly keepAlive: true
}

/**
 * Commits of wake-ups do not wait for the disk. A crash of Postgres may then lose the wake-ups of its last half second,
 * never anything of the tables that are the truth: the setting holds for these connections only.
 * It halves the latency under load (decisions/0003-the-queue-wakes-jobs.md).
 */
const withoutSync = '-c synchronous_commit=off'

/**
 * Reads the connection from a URL. `options` in the URL moves out of it, because there it would replace the
 * search path that BullMQ puts into the same field.
 */
export function connectionOf(url: string): PostgresConnection {
  const parsed = new URL(url)
  const theirs = parsed.searchParams.get('options')
  parsed.searchParams.delete('options')
  return {
    connectionString: parsed.href,
    options: theirs === null ? withoutSync : `${theirs} ${withoutSync}`,
    application_name: 'palisade-queue',
    keepAlive: true,
  }
}
