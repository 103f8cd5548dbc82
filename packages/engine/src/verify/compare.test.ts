import type { Declared, Json } from '@palisade/contract'
import { expect, test } from 'vitest'
import { compare, type ReadBack } from './compare.ts'

const declared: Declared = {
  key: 'resources/storage',
  phase: 'resources',
  action: 'make',
  kind: 'Microsoft.Storage/storageAccounts',
  name: 'st',
  id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/st',
  body: null,
  after: [],
  exclusive: [],
  expectedSeconds: 1,
  expectedRemovalSeconds: 1,
}

const readBack = (body: Json, more: object = {}): ReadBack => ({
  exists: true,
  owner: 'ours',
  state: 'ready',
  body,
  ...more,
})
const codes = (body: Json, found: ReadBack, one = declared) => compare(one, body, found).map(({ code }) => code)

test('only what is declared counts: what Azure adds, sorts, writes otherwise or leaves out is no difference', () => {
  const wanted = { location: 'westeurope', tags: {}, properties: { a: [{ n: 1 }, { n: 2 }], gone: null, id: '/Sub/X' } }
  const found = {
    location: 'West Europe',
    extra: 1,
    properties: { a: [{ n: 2, m: 1 }, { n: 1 }], id: '/sub/x', more: [] },
  }
  expect(compare(declared, wanted, readBack(found))).toEqual([])
})

test('each declared value that is another one is told, with both', () => {
  const [finding, ...rest] = compare(
    declared,
    { properties: { publicNetworkAccess: 'Disabled' } },
    readBack({ properties: { publicNetworkAccess: 'Enabled' } }),
  )
  expect(rest).toEqual([])
  expect(finding).toMatchObject({ verdict: 'warn', code: 'drift-changed', subject: declared.id })
  expect(finding?.message).toContain('properties.publicNetworkAccess is "Enabled", and "Disabled" is declared')
})

test('an item that is missing from a list is told once, and equal items are counted', () => {
  expect(codes({ list: ['a', 'a'] }, readBack({ list: ['a', 'b'] }))).toEqual(['drift-changed'])
})

test('what does not exist, is not ours, or has failed says so', () => {
  expect(codes({}, { exists: false })).toEqual(['drift-missing'])
  expect(codes({}, readBack({}, { owner: 'foreign' }))).toEqual(['drift-owner'])
  expect(codes({}, readBack({}, { state: 'failed' }))).toEqual(['drift-failed'])
})

test('of what others make only the existence counts', () => {
  const read: Declared = { ...declared, action: 'read' }
  expect(codes({ requires: 1 }, readBack({}, { owner: 'foreign' }), read)).toEqual([])
  expect(codes({ requires: 1 }, { exists: false }, read)).toEqual(['drift-missing'])
})

test('very many differences are cut, and the number of the rest is told', () => {
  const wanted = Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`k${n}`, n + 1]))
  const findings = compare(declared, wanted, readBack({}))
  expect(findings).toHaveLength(21)
  expect(findings.at(-1)?.message).toContain('10 more differences')
})
