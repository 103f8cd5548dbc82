import { expect, test } from 'vitest'
import { principalOf } from './principal-of.ts'

const lent = { '/subscriptions/s/A': { principalId: 'a' }, '/subscriptions/s/B': { principalId: 'b' } }

test('an identity of its own comes before those that it was lent', () => {
  expect(principalOf({ principalId: 'own', userAssignedIdentities: lent })).toBe('own')
})

test('of those that it was lent, the primary one counts, in whatever case Azure writes its id', () => {
  expect(principalOf({ userAssignedIdentities: lent }, '/subscriptions/s/b')).toBe('b')
  expect(principalOf({ userAssignedIdentities: lent })).toBe('a')
})

test('one that is not told yet is not made up', () => {
  expect(principalOf(undefined)).toBeUndefined()
  expect(principalOf({ userAssignedIdentities: { '/subscriptions/s/A': {} } })).toBeUndefined()
})
