import { Redis } from 'ioredis'
import pg from 'pg'
import { finishedSet } from './bullmq.ts'

/** What an engine itself says about the jobs: how many have ended, and how. */
export interface Finish {
  finished(): Promise<number>
  /** How many jobs have ended in any other way than with success. */
  failed(): Promise<number>
  close(): Promise<void>
}

/** Asks the tables of the product, only for the jobs of this run: there may be many others. */
export async function productFinish(databaseUrl: string, run: string): Promise<Finish> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'palisade-bench' })
  client.on('error', () => {})
  await client.connect()
  const count = async (condition: string): Promise<number> => {
    const { rows } = await client.query<{ count: number }>(
      // A range of the primary key. The dot comes right after the dash.
      `SELECT count(*)::int AS count FROM job WHERE id > $1 || '-' AND id < $1 || '.' AND finished_at IS NOT NULL AND ${condition}`,
      [`job_${run}`],
    )
    return rows[0]?.count ?? 0
  }
  return {
    finished: () => count('true'),
    failed: () => count(`status <> 'succeeded'`),
    close: () => client.end(),
  }
}

/** Asks the set in Redis that bare BullMQ's worker keeps. */
export function bullmqFinish(redisUrl: string): Finish {
  const redis = new Redis(redisUrl)
  redis.on('error', () => {})
  return {
    finished: () => redis.scard(finishedSet),
    failed: () => redis.zcard('bull:steps:failed'),
    close: async () => redis.disconnect(),
  }
}
