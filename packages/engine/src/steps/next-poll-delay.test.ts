import { expect, test } from 'vitest'
import { nextPollDelayMs } from './next-poll-delay.ts'

test('the first poll comes just after the kind usually is finished', () => {
  expect(nextPollDelayMs(1_000, 420_000, undefined, 2_000)).toBe(419_008)
})

test('late polls get rarer', () => {
  expect(nextPollDelayMs(600_000, 420_000, undefined, 2_000)).toBe(60_000)
})

test('a longer wait that Azure asks for is obeyed', () => {
  expect(nextPollDelayMs(0, 5_000, 15_000, 2_000)).toBe(15_000)
})

test('polls never come closer than the shortest distance', () => {
  expect(nextPollDelayMs(5_100, 5_000, undefined, 2_000)).toBe(2_000)
})
