import { expect, test } from 'vitest'
import { retryDelayMs } from './retry-delay.ts'

test('the wait doubles with each attempt and ends at five minutes', () => {
  const timing = { random: 1, timeScale: 1 }
  expect([1, 2, 3, 8, 40].map((attempts) => retryDelayMs(attempts, undefined, timing))).toEqual([
    2_000, 4_000, 8_000, 256_000, 300_000,
  ])
})

test('the wait is never shorter than Azure asked for', () => {
  expect(retryDelayMs(1, 30_000, { random: 0, timeScale: 60 })).toBe(30_000)
})

test('the wait is spread over half of its length', () => {
  expect(retryDelayMs(2, undefined, { random: 0, timeScale: 1 })).toBe(2_000)
})
