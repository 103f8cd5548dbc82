import { describe } from 'vitest'
import { describeCallBudget } from './describe-call-budget.ts'
import { describeTickQueue } from './describe-tick-queue.ts'
import { postgresStore } from './stores/postgres-store.ts'

describe('ticks on Postgres', () => {
  describeTickQueue(postgresStore, (port) => `postgres://nobody@127.0.0.1:${port}/nothing`)
})

describe('the budget of calls on Postgres', () => {
  describeCallBudget(postgresStore)
})
