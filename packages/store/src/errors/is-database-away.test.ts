import { expect, test } from 'vitest'
import { isDatabaseAway } from './is-database-away.ts'

test.each([
  [Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }), true],
  [new AggregateError([Object.assign(new Error('no'), { code: 'ECONNREFUSED' })]), true],
  [new Error('timeout exceeded when trying to connect'), true],
  [new Error('Client has encountered a connection error and is not queryable'), true],
  [Object.assign(new Error('shutting down'), { code: '57P01' }), true],
  [{ code: 'P2010', meta: { driverAdapterError: { cause: { code: '57P03' } } } }, true],
  [Object.assign(new Error('unique'), { code: '23505' }), false],
  [new TypeError('x is undefined'), false],
  [undefined, false],
])('%o', (error, isAway) => {
  expect(isDatabaseAway(error)).toBe(isAway)
})
