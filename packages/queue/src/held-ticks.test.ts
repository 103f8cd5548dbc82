import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { HeldTicks } from './held-ticks.ts'
import type { Tick } from './tick.ts'

describe('held ticks', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('each comes when it is due, also two of the same step', () => {
    const due: Tick[] = []
    const held = new HeldTicks((tick) => due.push(tick))
    const late = { stepId: 'a', delayMs: 200 }
    held.hold(late)
    held.hold({ stepId: 'a', delayMs: 50 })
    held.hold(late)
    vi.advanceTimersByTime(49)
    expect(due).toEqual([])
    vi.advanceTimersByTime(1)
    expect(due).toHaveLength(1)
    vi.advanceTimersByTime(150)
    expect(due).toHaveLength(3)
  })

  it('released ticks carry what is left of their delay and do not come by themselves', () => {
    const due: Tick[] = []
    const held = new HeldTicks((tick) => due.push(tick))
    held.hold({ stepId: 'a', delayMs: 200 })
    vi.advanceTimersByTime(80)
    expect(held.release()).toEqual([{ stepId: 'a', delayMs: 120 }])
    expect(held.release()).toEqual([])
    vi.advanceTimersByTime(1_000)
    expect(due).toEqual([])
  })
})
