import { expect, test } from 'vitest'
import { textAt } from './text-at.ts'

test('a text is found at any depth', () => {
  expect(textAt('a')).toBe('a')
  expect(textAt({ status: { status: 'Active' } }, 'status', 'status')).toBe('Active')
})

test('what is not there, empty or no text is absent', () => {
  for (const value of [undefined, null, {}, { a: null }, { a: '' }, { a: 1 }, { a: {} }, 'a']) {
    expect(textAt(value, 'a')).toBeUndefined()
  }
})
