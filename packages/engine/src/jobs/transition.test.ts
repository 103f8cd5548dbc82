import { expect, test } from 'vitest'
import { jobTransition, settle } from './transition.ts'

const none = { pending: 0, begun: 0, succeeded: 0, failed: 0, stuck: 0 }

test('a job succeeds when every step has', () => {
  expect(settle({ ...none, succeeded: 3 }, false, 0)?.outcome).toBe('succeeded')
  expect(settle({ ...none, succeeded: 3, pending: 1 }, false, 0)).toBeUndefined()
})

test('a job with an error ends only when what was begun has come to rest', () => {
  expect(settle({ ...none, failed: 1, begun: 1, pending: 2 }, true, 0)).toBeUndefined()
  expect(settle({ ...none, failed: 1, pending: 2 }, true, 0)?.outcome).toBe('failed')
})

test('a job with an error does not end before everything was looked at', () => {
  expect(settle({ ...none, failed: 1, pending: 5 }, true, 1)).toBeUndefined()
  expect(settle({ ...none, failed: 2, pending: 4 }, true, 0)?.outcome).toBe('failed')
})

test('a step that only a person can mend makes the job stuck', () => {
  expect(settle({ ...none, stuck: 1, failed: 1, succeeded: 1 }, true, 0)?.outcome).toBe('stuck')
})

test('a job that has ended never changes again', () => {
  expect(() => jobTransition('succeeded', 'start')).toThrow('A job that is succeeded cannot start.')
  expect(jobTransition('queued', 'start')).toBe('running')
})
