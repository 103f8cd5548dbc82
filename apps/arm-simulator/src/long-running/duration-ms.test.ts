import { describe, expect, it } from 'vitest'
import { seededRandom } from '../state/random.ts'
import { durationMs } from './duration-ms.ts'

const drawn = (jitter: number, seed: number): number[] => {
  const random = seededRandom(seed)
  return Array.from({ length: 50 }, () => durationMs(600, { timeScale: 60, jitter, random }))
}

describe('how long an operation takes', () => {
  it('is what it usually takes, by the time scale', () => {
    expect(new Set(drawn(0, 1))).toEqual(new Set([10_000]))
  })
  it('is within the jitter, on both sides', () => {
    const some = drawn(0.2, 1)
    expect(Math.min(...some)).toBeGreaterThanOrEqual(8_000)
    expect(Math.max(...some)).toBeLessThanOrEqual(12_000)
    expect(some.some((one) => one < 9_500) && some.some((one) => one > 10_500)).toBe(true)
  })
  it('is the same for the same seed, and another one for another', () => {
    expect(drawn(0.2, 7)).toEqual(drawn(0.2, 7))
    expect(drawn(0.2, 7)).not.toEqual(drawn(0.2, 8))
  })
})
