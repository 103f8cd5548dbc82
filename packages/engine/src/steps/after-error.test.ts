import { RemovalFailed, Retryable, StepFailed } from '@palisade/contract'
import { expect, test } from 'vitest'
import { afterError } from './after-error.ts'

const timing = { random: 0.5, timeScale: 1 }
const making = { attempts: 1, hasHandle: true, removes: false, elapsedMs: 10_000, deadlineMs: 7_200_000 }

test('an answer that did not arrive is asked for again, and nothing is sent again', () => {
  expect(afterError(new Retryable('azure-unavailable', 'x'), making, timing).verdict).toBe('ask-again')
  expect(afterError(new Retryable('azure-throttled', 'x'), making, timing).verdict).toBe('ask-again')
})

test('a call whose answer is lost may have reached Azure, so the step stays begun', () => {
  const calling = { ...making, hasHandle: false }
  expect(afterError(new Retryable('azure-unavailable', 'x'), calling, timing).verdict).toBe('ask-again')
  // Turned away for its rate, it reached nobody.
  expect(afterError(new Retryable('azure-throttled', 'x'), calling, timing).verdict).toBe('begin-again')
})

test('questions that nobody answers get rarer, and end', () => {
  const lost = new Retryable('azure-unavailable', 'x')
  expect(afterError(lost, { ...making, elapsedMs: 600_000 }, timing)).toMatchObject({ delayMs: 60_000 })
  expect(afterError(lost, { ...making, elapsedMs: 7_200_000 }, timing)).toMatchObject({
    verdict: 'fail',
    error: { code: 'attempts-exhausted' },
  })
})

test('an operation that ended in a conflict is sent again', () => {
  expect(afterError(new Retryable('azure-busy', 'x'), making, timing).verdict).toBe('begin-again')
})

test('a refusal that only a change can cure fails the step', () => {
  const after = afterError(new StepFailed('azure-quota', 'x', { azureCode: 'OutOfQuota' }), making, timing)
  expect(after).toMatchObject({ verdict: 'fail', error: { code: 'azure-quota', azureCode: 'OutOfQuota' } })
})

test('a removal that cannot succeed becomes stuck, never failed', () => {
  const removing = { ...making, removes: true }
  expect(afterError(new RemovalFailed('azure-locked', 'x'), removing, timing).verdict).toBe('stick')
  expect(afterError(new StepFailed('azure-forbidden', 'x'), removing, timing).verdict).toBe('stick')
  expect(afterError(new Retryable('azure-in-use', 'x'), { ...removing, attempts: 20 }, timing)).toMatchObject({
    verdict: 'stick',
    error: { code: 'attempts-exhausted' },
  })
})

test('an error that nobody sorted is a fault and tells the client nothing of its inside', () => {
  const after = afterError(new TypeError('secret'), making, timing)
  expect(after).toMatchObject({ verdict: 'fail', error: { code: 'fault' } })
  expect(JSON.stringify(after)).not.toContain('secret')
})
