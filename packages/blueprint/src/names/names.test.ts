import { expect, test } from 'vitest'
import { derivedFrom } from './derived.ts'
import { namesFor } from './names.ts'

test('a name that is too long is cut, and never its suffix', () => {
  const names = namesFor('a-name-of-just-29-characters1', 'abc234')
  expect(names.storageAccount).toBe('stanameofjust29chaabc234')
  expect(names.storageAccount.length).toBeLessThanOrEqual(24)
  expect(names.keyVault).toMatch(/^kv-a-name-of-just.*-abc234$/)
})

test('a cut between two words leaves no two hyphens', () => {
  expect(namesFor('thirteenchars-and-more', 'abc234').keyVault).toBe('kv-thirteenchars-abc234')
})

test('the suffix has six letters of base 32 and differs between workspaces', () => {
  const suffixes = Array.from({ length: 200 }, (_, index) => derivedFrom(`wks_${index}`).suffix)
  for (const suffix of suffixes) expect(suffix).toMatch(/^[a-z2-7]{6}$/)
  expect(new Set(suffixes).size).toBe(suffixes.length)
})

test('a GUID is of version 5, the same for the same words and another for others', () => {
  const one = derivedFrom('wks_1')
  expect(one.guid('scope', 'role')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(one.guid('scope', 'role')).toBe(derivedFrom('wks_1').guid('scope', 'role'))
  expect(one.guid('scope', 'role')).not.toBe(derivedFrom('wks_2').guid('scope', 'role'))
  expect(one.guid('scope', 'role')).not.toBe(one.guid('scope', 'other'))
})
