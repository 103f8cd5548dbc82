import pg from 'pg'
import { CalmClient, dropUnanswered } from './calm-client.ts'
import type { PrismaClient } from './generated/client.ts'

/** The one connection pool of a process, and Prisma's client on the same database where it is needed. */
export interface Store {
  /** For the path of a step, where each query counts: raw SQL, one file per change of state. */
  readonly pool: pg.Pool
  /** For what people ask. Loaded with the first use, so that a worker never carries it. */
  prisma(): Promise<PrismaClient>
  /** Answers when the database does. */
  ping(): Promise<void>
  close(): Promise<void>
}

export interface StoreOptions {
  readonly databaseUrl: string
  readonly applicationName: string
  /** Connections at most; the sum over all processes must stay below what PostgreSQL allows. */
  readonly poolSize?: number
  /**
   * For a process that people wait for: how long one query may take, and how long a connection is waited for. Absent:
   * the patience of a worker, which has nothing better to do than to wait.
   */
  readonly answerWithinMs?: number
}

/** Opens a pool. Nothing is connected before the first query. */
export function openStore(options: StoreOptions): Store {
  const { answerWithinMs } = options
  const config: pg.PoolConfig = {
    connectionString: options.databaseUrl,
    application_name: options.applicationName,
    max: options.poolSize ?? 10,
    Client: CalmClient,
    // node-postgres waits for ever by default; a request should fail while the caller still listens.
    connectionTimeoutMillis: answerWithinMs ?? 5_000,
    statement_timeout: answerWithinMs ?? 10_000,
    // The server's limit does not help when the server is gone without a word.
    query_timeout: answerWithinMs ?? 15_000,
    keepAlive: true,
    idle_in_transaction_session_timeout: 10_000,
  }
  const pool = new pg.Pool(config)
  // A connection that breaks while idle is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {})
  pool.on('release', (_error, client) => dropUnanswered(client))

  let client: Promise<PrismaClient> | undefined
  const loadPrisma = async (): Promise<PrismaClient> => {
    const [{ PrismaClient }, { PrismaPg }] = await Promise.all([
      import('./generated/client.ts'),
      import('@prisma/adapter-pg'),
    ])
    return new PrismaClient({ adapter: new PrismaPg(pool) })
  }

  return {
    pool,
    prisma: () => (client ??= loadPrisma()),
    ping: async () => void (await pool.query('SELECT 1')),
    close: async () => {
      if (client !== undefined) await (await client).$disconnect()
      await pool.end()
    },
  }
}
