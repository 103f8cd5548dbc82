import { expect, it } from 'vitest'
import { afterDeath } from './after-death.ts'

it('restarts at once after a first death', () => {
  expect(afterDeath([1_000])).toBe(200)
})

it('waits longer each time, because what killed it may need time to pass', () => {
  expect([2, 3, 4].map((count) => afterDeath(Array.from({ length: count }, (_, i) => i * 100)))).toEqual([
    400, 800, 1600,
  ])
})

it('gives up after five deaths within 30 seconds', () => {
  expect(afterDeath([0, 1_000, 2_000, 3_000, 29_999])).toBe('give up')
})

it('forgets deaths that are long past', () => {
  expect(afterDeath([0, 1_000, 2_000, 3_000, 60_000])).toBe(200)
})
