import { Queue, Worker } from 'bullmq'
import { Redis, type RedisOptions } from 'ioredis'
import { redisBudgetStore } from '../call-budget/budget-store.ts'
import { retryDelayMs } from '../connections/reconnect.ts'
import { type Backend, defaultJobOptions, queueName, receiving, streams, type WakeData } from './backend.ts'

/** The hash tag keeps every key of the queue in one slot of a Redis Cluster. */
const prefix = '{palisade}'

const always = { retryStrategy: retryDelayMs } satisfies RedisOptions

/** Fails at once without a connection, and within a second when Redis hangs. */
const sending = {
  ...always,
  enableOfflineQueue: false,
  maxRetriesPerRequest: 1,
  commandTimeout: 1_000,
  socketTimeout: 2_000,
} satisfies RedisOptions

/**
 * Waits for Redis as long as it takes, as BullMQ demands of workers. The socket timeout finds a connection that
 * is dead without saying so; it must exceed the 11 s that a blocking fetch may rightly be silent.
 */
const fetching = { ...always, maxRetriesPerRequest: null, socketTimeout: 15_000 } satisfies RedisOptions

/** Wake-ups on Redis or Valkey. Nothing in it needs to survive: workers look in PostgreSQL anyway. */
export function redisBackend(url: string): Backend {
  return {
    name: 'redis',
    prepare: async () => {},
    openSender: () =>
      new Queue<WakeData, void, string>(queueName, {
        connection: { url, ...sending },
        prefix,
        streams,
        defaultJobOptions,
        // The check is an INFO that fails for good when Redis hangs at that moment. The receiver makes it.
        skipVersionCheck: true,
      }),
    openReceiver: (processor, concurrency) =>
      new Worker<WakeData, void, string>(queueName, processor, {
        ...receiving,
        connection: { url, ...fetching },
        prefix,
        concurrency,
        stalledInterval: 5_000,
      }),
    openBudgetStore: () => {
      const redis = new Redis(url, sending)
      // Who asks learns of it; without a listener the process would end.
      redis.on('error', () => {})
      return redisBudgetStore(redis, prefix)
    },
  }
}
