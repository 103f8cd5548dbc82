import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stepRecord } from '../../test/support/records.ts'
import { percent } from './percent.ts'

const begin = new Date('2026-11-23T19:00:00Z')
const after = (seconds: number) => new Date(begin.getTime() + seconds * 1000)

test('a begun step counts the part of its expected time that has passed, at most 95 %', () => {
  const steps = [stepRecord({ state: 'begun', startedAt: begin, expectedSeconds: 100 })]
  expect(percent(steps, begin)).toBe(0)
  expect(percent(steps, after(50))).toBe(50)
  expect(percent(steps, after(5000))).toBe(95)
})

test('long steps weigh more than short ones', () => {
  const steps = [
    stepRecord({ key: 'a', state: 'succeeded', startedAt: begin, expectedSeconds: 10 }),
    stepRecord({ key: 'b', state: 'pending', expectedSeconds: 90 }),
  ]
  expect(percent(steps, after(1))).toBe(10)
})

test('waiting for another attempt does not take back what was shown', () => {
  const begun = stepRecord({ state: 'begun', startedAt: begin, expectedSeconds: 100 })
  const retrying = { ...begun, state: 'pending' as const, wakeAt: after(70) }
  expect(percent([retrying], after(60))).toBeGreaterThanOrEqual(percent([begun], after(60)))
})

test('the percentage never falls as time passes, and is 100 only when all have succeeded', () => {
  const state = fc.constantFrom('pending' as const, 'begun' as const, 'succeeded' as const, 'failed' as const)
  const step = fc
    .record({ state, expectedSeconds: fc.nat(3600) })
    .map((parts) => stepRecord({ ...parts, startedAt: parts.state === 'pending' ? null : begin }))
  fc.assert(
    fc.property(fc.array(step, { minLength: 1 }), fc.nat(9999), fc.nat(9999), (steps, first, later) => {
      const before = percent(steps, after(first))
      const now = percent(steps, after(first + later))
      expect(now).toBeGreaterThanOrEqual(before)
      expect(now === 100).toBe(steps.every((one) => one.state === 'succeeded'))
    }),
  )
})
