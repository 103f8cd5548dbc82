import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Accounts } from './accounts.ts'

const bucket = { capacity: 200, perSecond: 10 }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('accounts that nobody used for an hour are forgotten, and the others are kept', () => {
  const accounts = new Accounts('someone', { reads: bucket, writes: bucket, deletes: bucket })
  for (let number = 0; number < 1_000; number++) accounts.of(`subscription-${number}`, 'reads')
  const busy = accounts.of('busy', 'writes')
  for (let minute = 0; minute < 80; minute += 5) {
    vi.advanceTimersByTime(300_000)
    expect(accounts.of('BUSY', 'writes')).toBe(busy)
  }
  expect(accounts.size).toBe(1)
})
