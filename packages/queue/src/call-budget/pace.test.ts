import { expect, test } from 'vitest'
import { correction, headroomOf, turnOf, windowSeconds } from './pace.ts'

const writes = { capacity: 200, perSecond: 10 }
const windowMs = windowSeconds * 1_000

test('a single job is not slowed down', () => {
  for (let count = 1; count <= 40; count += 1) {
    expect(turnOf({ count, endsInMs: windowMs }, writes)).toEqual({ delayMs: 0, isHeld: true })
  }
})

test('those who come all at once are spread in the pace of the bucket', () => {
  const delays = Array.from(
    { length: 300 },
    (_, index) => turnOf({ count: index + 1, endsInMs: windowMs }, writes).delayMs,
  )
  for (let second = 1; second < 25; second += 1) {
    const inIt = delays.filter((delayMs) => delayMs > second * 1_000 && delayMs <= (second + 1) * 1_000)
    expect(inIt).toHaveLength(writes.perSecond)
  }
})

test('within a window, a full bucket is never overdrawn', () => {
  const delays = Array.from(
    { length: 640 },
    (_, index) => turnOf({ count: index + 1, endsInMs: windowMs }, writes).delayMs,
  )
  for (let atMs = 0; atMs <= windowMs; atMs += 500) {
    const made = delays.filter((delayMs) => delayMs <= atMs).length
    expect(made).toBeLessThanOrEqual(writes.capacity + (writes.perSecond * atMs) / 1_000)
  }
})

test('beyond the end of the window nothing is set aside: the next one counts anew', () => {
  expect(turnOf({ count: 639, endsInMs: 1_000 }, writes).isHeld).toBe(true)
  expect(turnOf({ count: 641, endsInMs: 1_000 }, writes)).toEqual({ delayMs: 1_100, isHeld: false })
})

test('what Azure says is left quickens or slows the pace, and in between it stays', () => {
  expect(correction(200, writes)).toBeGreaterThan(0)
  expect(correction(60, writes)).toBe(0)
  expect(correction(0, writes)).toBeLessThan(0)
  expect(correction(200, writes)).toBeLessThanOrEqual(writes.capacity / 2)
})

test('only a bucket that is nearly full is used without asking, and only a part of it', () => {
  expect(headroomOf(199, writes)).toBe(19)
  expect(headroomOf(100, writes)).toBe(0)
})
