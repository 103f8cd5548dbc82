import { expect, it } from 'vitest'
import { retryDelayMs } from './reconnect.ts'

it('connecting is tried at least every two seconds, and never without a pause', () => {
  for (const failures of [0, 1, 2, 5, 10, 1_000, 5_000]) {
    expect(retryDelayMs(failures)).toBeGreaterThanOrEqual(25)
    expect(retryDelayMs(failures)).toBeLessThanOrEqual(2_000)
  }
})
