import type { Redis } from 'ioredis'
import type { Pool } from 'pg'
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import { settlesWithin } from '../connections/settle.ts'
import { type Counted, windowSeconds } from './pace.ts'

/** The counters that all workers share. */
export interface BudgetStore {
  /** Counts calls by key, or with a negative number takes them back. */
  count(calls: ReadonlyMap<string, number>): Promise<ReadonlyMap<string, Counted>>
  /** Makes everybody wait. */
  pause(key: string, seconds: number): Promise<void>
  /** How long everybody still waits, in milliseconds. */
  pausedForMs(key: string): Promise<number>
  close(): Promise<void>
}

/** How long the first connection is waited for, in milliseconds: less than a caller waits for the store. */
const firstTryMs = 300

type Limiter = RateLimiterMemory | RateLimiterPostgres | RateLimiterRedis

/** A count is never refused: it is the position in it that says when. */
const counting = { points: 1_000_000_000, duration: windowSeconds }
const pausing = { points: 1, duration: 1 }

/** Name of the table on Postgres, in the schema of the queue. */
export const budgetTable = 'call_budget'

export function postgresBudgetStore(pool: Pool, schemaName: string): BudgetStore {
  const place = { storeClient: pool, storeType: 'pool', tableName: budgetTable, schemaName, tableCreated: true }
  return storeOf(
    new RateLimiterPostgres({ ...place, ...counting, keyPrefix: 'calls' }),
    new RateLimiterPostgres({ ...place, ...pausing, keyPrefix: 'stop', clearExpiredByTimeout: false }),
    () => pool.end(),
  )
}

export function redisBudgetStore(redis: Redis, prefix: string): BudgetStore {
  const place = { storeClient: redis, rejectIfRedisNotReady: true }
  const store = storeOf(
    new RateLimiterRedis({ ...place, ...counting, keyPrefix: `${prefix}:calls` }),
    new RateLimiterRedis({ ...place, ...pausing, keyPrefix: `${prefix}:stop` }),
    async () => redis.disconnect(),
  )
  // A worker that starts counts with the others from its first call on, and does not report a store that is about to answer.
  const firstTry = settlesWithin(firstTryMs, new Promise<void>((resolve) => redis.once('ready', resolve)))
  return {
    ...store,
    count: (calls) => firstTry.then(() => store.count(calls)),
    pausedForMs: (key) => firstTry.then(() => store.pausedForMs(key)),
  }
}

/** Of this process alone, for as long as the shared one does not answer. */
export function memoryBudgetStore(): BudgetStore {
  return storeOf(
    new RateLimiterMemory({ ...counting, keyPrefix: 'calls' }),
    new RateLimiterMemory({ ...pausing, keyPrefix: 'stop' }),
    async () => {},
  )
}

function storeOf(counter: Limiter, pause: Limiter, close: () => Promise<void>): BudgetStore {
  const count = async (key: string, calls: number): Promise<[string, Counted]> => {
    const { consumedPoints, msBeforeNext } = await counted(counter.penalty(key, calls))
    return [key, { count: consumedPoints, endsInMs: msBeforeNext }]
  }
  return {
    // The commands of one batch go to the store together, in one write to its socket or two.
    count: async (calls) => new Map(await Promise.all([...calls].map(([key, number]) => count(key, number)))),
    pause: async (key, seconds) => {
      await pause.block(key, Math.max(1, Math.ceil(seconds)))
    },
    pausedForMs: async (key) => (await pause.get(key))?.msBeforeNext ?? 0,
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
