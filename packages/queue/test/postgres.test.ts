import { describe } from 'vitest'
import { describeCallBudget } from './describe-call-budget.ts'
import { describeCutConnections } from './describe-cut-connections.ts'
import { describeWakeQueue } from './describe-wake-queue.ts'
import { postgresStore } from './stores/postgres-store.ts'

describe('wake-ups on Postgres', () => {
  describeWakeQueue(postgresStore, (port) => `postgres://nobody@127.0.0.1:${port}/nothing`)
})

describe('the budget of calls on Postgres', () => {
  describeCallBudget(postgresStore)
})

describe('when Postgres ends connections', () => {
  describeCutConnections(postgresStore)
})
