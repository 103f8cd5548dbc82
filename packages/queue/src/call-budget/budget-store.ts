import type { Redis } from 'ioredis'
import type { Pool } from 'pg'
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import { type Counted, windowSeconds } from './pace.ts'

/** The counters that all workers share. */
export interface BudgetStore {
  /** Counts calls, or with a negative number takes them back. */
  count(key: string, calls: number): Promise<Counted>
  /** Makes everybody wait. */
  stop(key: string, seconds: number): Promise<void>
  /** How long everybody still waits, in milliseconds. */
  stoppedForMs(key: string): Promise<number>
  close(): Promise<void>
}

type Limiter = RateLimiterMemory | RateLimiterPostgres | RateLimiterRedis

/** A count is never refused: it is the position in it that says when. */
const counting = { points: 1_000_000_000, duration: windowSeconds }
const stopping = { points: 1, duration: 1 }

/** Name of the table on Postgres, in the schema of the queue. */
export const budgetTable = 'call_budget'

export function postgresBudgetStore(pool: Pool, schemaName: string): BudgetStore {
  const place = { storeClient: pool, storeType: 'pool', tableName: budgetTable, schemaName, tableCreated: true }
  return storeOf(
    new RateLimiterPostgres({ ...place, ...counting, keyPrefix: 'calls' }),
    new RateLimiterPostgres({ ...place, ...stopping, keyPrefix: 'stop', clearExpiredByTimeout: false }),
    () => pool.end(),
  )
}

export function redisBudgetStore(redis: Redis, prefix: string): BudgetStore {
  const place = { storeClient: redis, rejectIfRedisNotReady: true }
  return storeOf(
    new RateLimiterRedis({ ...place, ...counting, keyPrefix: `${prefix}:calls` }),
    new RateLimiterRedis({ ...place, ...stopping, keyPrefix: `${prefix}:stop` }),
    async () => redis.disconnect(),
  )
}

/** Of this process alone, for as long as the shared one does not answer. */
export function memoryBudgetStore(): BudgetStore {
  return storeOf(
    new RateLimiterMemory({ ...counting, keyPrefix: 'calls' }),
    new RateLimiterMemory({ ...stopping, keyPrefix: 'stop' }),
    async () => {},
  )
}

function storeOf(counter: Limiter, stop: Limiter, close: () => Promise<void>): BudgetStore {
  return {
    count: async (key, calls) => {
      const { consumedPoints, msBeforeNext } = await counted(counter.penalty(key, calls))
      return { count: consumedPoints, endsInMs: msBeforeNext }
    },
    stop: async (key, seconds) => {
      await stop.block(key, Math.max(1, Math.ceil(seconds)))
    },
    stoppedForMs: async (key) => (await stop.get(key))?.msBeforeNext ?? 0,
    close,
  }
}

/** The library throws its answer where it refuses. */
async function counted(answer: Promise<RateLimiterRes>): Promise<RateLimiterRes> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof RateLimiterRes) return error
    throw error
  }
}
