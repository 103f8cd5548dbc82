import { describe } from 'vitest'
import { describeTickQueue } from './describe-tick-queue.ts'
import { postgresStore } from './stores/postgres-store.ts'

describe('ticks on Postgres', () => {
  describeTickQueue(postgresStore, (port) => `postgres://nobody@127.0.0.1:${port}/nothing`)
})
