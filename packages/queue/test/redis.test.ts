import { describe } from 'vitest'
import { describeCallBudget } from './describe-call-budget.ts'
import { describeWakeQueue } from './describe-wake-queue.ts'
import { hasRedis, redisStore } from './stores/redis-store.ts'

if (!hasRedis) {
  const message = 'the tests of wake-ups on Redis need a redis-server on the PATH'
  if (process.env.CI) throw new Error(message)
  console.warn(`left out: ${message}`)
}

describe.skipIf(!hasRedis)('wake-ups on Redis', () => {
  describeWakeQueue(redisStore, (port) => `redis://127.0.0.1:${port}`)
})

describe.skipIf(!hasRedis)('the budget of calls on Redis', () => {
  describeCallBudget(redisStore)
})
