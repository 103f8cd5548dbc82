import { Queue, runMigrations, Worker } from 'bullmq'
import { Pool } from 'pg'
import { budgetTable, postgresBudgetStore } from '../call-budget/budget-store.ts'
import type { Backend } from './backend.ts'
import { CalmClient, createCalmBackend } from './calm-client.ts'
import { calmPostgresBackend } from './calm-postgres-backend.ts'
import { connectionOf } from './postgres-connection.ts'
import { defaultJobOptions, queueName, receiving, streams } from './shared-options.ts'

/** A schema of its own, so that a reset of the queue is one DROP SCHEMA and Prisma never sees BullMQ's tables. */
const schema = 'palisade_queue'

/**
 * Ticks on Postgres: the default of a small installation, not meant for scale.
 * A process holds at most 2 connections to send and 5 to receive (4 and one that listens).
 */
export function postgresBackend(url: string): Backend {
  const connection = { ...connectionOf(url), schema, Client: CalmClient }
  return {
    name: 'postgres',
    /** See decisions/0001-where-delays-wait.md. */
    holdBelowMs: 0,
    prepare: async () => {
      const client = new CalmClient({ ...connectionOf(url), connectionTimeoutMillis: 10_000 })
      try {
        await client.connect()
        await runMigrations(client, schema)
        // Unlogged: after a crash of Postgres the count begins anew, and Azure's own says what is left.
        await client.query(
          `CREATE UNLOGGED TABLE IF NOT EXISTS "${schema}"."${budgetTable}" (key varchar(255) PRIMARY KEY, points integer NOT NULL DEFAULT 0, expire bigint)`,
        )
      } finally {
        await client.end()
      }
    },
    openSender: () =>
      new Queue(
        queueName,
        {
          connection: { ...connection, max: 2, connectionTimeoutMillis: 1_000, query_timeout: 1_000 },
          streams,
          defaultJobOptions,
        },
        createCalmBackend,
      ),
    openReceiver: (processor, concurrency) =>
      new Worker(
        queueName,
        processor,
        {
          ...receiving,
          connection: { ...connection, max: 4, connectionTimeoutMillis: 5_000, query_timeout: 15_000 },
          concurrency,
          // BullMQ's default. Its check deadlocks with fetching workers when it runs every 2 s.
          stalledInterval: 30_000,
        },
        calmPostgresBackend,
      ),
    openBudgetStore: () => {
      const pool = new Pool({
        ...connectionOf(url),
        Client: CalmClient,
        max: 2,
        connectionTimeoutMillis: 1_000,
        query_timeout: 1_000,
      })
      // Who asks learns of it; without a listener the process would end.
      pool.on('error', () => {})
      return postgresBudgetStore(pool, schema)
    },
  }
}
