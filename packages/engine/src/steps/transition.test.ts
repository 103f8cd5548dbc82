import { stepStates } from '@palisade/contract'
import { expect, test } from 'vitest'
import { IllegalTransition, transition } from './transition.ts'

test('a step goes from pending over begun to succeeded', () => {
  expect(transition(transition('pending', 'begin'), 'succeed')).toBe('succeeded')
})

test('a begun step that is tried again waits as pending', () => {
  expect(transition('begun', 'retry')).toBe('pending')
})

test('a step that has ended never changes', () => {
  for (const state of stepStates.filter((state) => state !== 'pending' && state !== 'begun')) {
    for (const event of ['begin', 'retry', 'succeed', 'fail', 'stick'] as const) {
      expect(() => transition(state, event)).toThrow(IllegalTransition)
    }
  }
})

test('nothing succeeds that was not begun', () => {
  expect(() => transition('pending', 'succeed')).toThrow(IllegalTransition)
})
