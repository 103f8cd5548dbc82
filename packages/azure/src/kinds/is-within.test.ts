import { expect, test } from 'vitest'
import { isWithin } from './is-within.ts'

test.each([
  ['10.40.0.0/20', ['10.40.0.0/16'], true],
  ['10.40.0.0/20', ['10.40.0.0/20'], true],
  ['10.40.1.0/24', ['10.50.0.0/16', '10.40.0.0/16'], true],
  ['10.40.0.0/16', ['10.40.0.0/20'], false],
  ['10.41.0.0/24', ['10.40.0.0/16'], false],
  ['10.40.0.0/24', ['fd00::/48'], false],
  ['10.40.0.0/24', [], false],
])('%s in %j: %s', (range, others, expected) => {
  expect(isWithin(range, others)).toBe(expected)
})
