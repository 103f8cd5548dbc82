import { expect, test } from 'vitest'
import { isDatabaseAway } from './is-database-away.ts'

test.each([
  [Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }), true],
  [new AggregateError([Object.assign(new Error('no'), { code: 'ECONNREFUSED' })]), true],
  [new Error('timeout exceeded when trying to connect'), true],
  [new Error('Client has encountered a connection error and is not queryable'), true],
  [Object.assign(new Error('shutting down'), { code: '57P01' }), true],
  [{ code: 'P2010', meta: { driverAdapterError: { cause: { code: '57P03' } } } }, true],
  [new Error('Connection terminated unexpectedly'), true],
  [new Error('Connection terminated due to connection timeout'), true],
  [new Error('Client has encountered a connection error and is not queryable'), true],
  [new Error('Client was closed and is not queryable'), true],
  [new Error('Query read timeout'), true],
  [Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }), true],
  [Object.assign(new Error('destroyed'), { code: 'ERR_STREAM_DESTROYED' }), true],
  [Object.assign(new Error('statement timeout'), { code: '57014' }), true],
  [Object.assign(new Error('too many clients'), { code: '53300' }), true],
  [Object.assign(new Error('read-only transaction'), { code: '25006' }), true],
  [{ code: 'P2028', message: 'Unable to start a transaction in the given time.' }, true],
  [Object.assign(new Error('syntax'), { code: '42601' }), false],
  [Object.assign(new Error('unique'), { code: '23505' }), false],
  [new TypeError('x is undefined'), false],
  [undefined, false],
])('%o', (error, isAway) => {
  expect(isDatabaseAway(error)).toBe(isAway)
})
