import { describe, expect, it } from 'vitest'
import type { Operation } from '../state/operation.ts'
import { nextPollMs } from './next-poll-ms.ts'

const operation = (dueMs: number) => ({ dueMs }) as Operation

describe('when to ask again', () => {
  it('is half of what remains, ten simulated seconds at most', () => {
    expect(nextPollMs(operation(8000), 10, 1, 0)).toBe(4000)
    expect(nextPollMs(operation(400_000), 10, 1, 0)).toBe(10_000)
    expect(nextPollMs(operation(4000), 10, 100, 0)).toBe(100)
  })
  it('is the end itself when that is near, and never later', () => {
    expect(nextPollMs(operation(1500), 10, 1, 0)).toBe(1500)
    expect(nextPollMs(operation(0), 10, 1, 50)).toBe(1)
  })
})
