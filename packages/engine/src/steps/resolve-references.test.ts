import { expect, test } from 'vitest'
import { resolveReferences, UnresolvedReference } from './resolve-references.ts'

const outputs = new Map([['firewall/azure-firewall', { id: '/x', privateIp: '10.0.0.4' }]])

test('a reference becomes the value that the other resource gave, however deep it stands', () => {
  const body = { routes: [{ hop: { $output: { of: 'firewall/azure-firewall', name: 'privateIp' } } }], keep: null }
  expect(resolveReferences(body, outputs)).toEqual({ routes: [{ hop: '10.0.0.4' }], keep: null })
})

test('a value that nobody gave is an error, not an undefined in a body', () => {
  expect(() => resolveReferences({ $output: { of: 'nobody', name: 'id' } }, outputs)).toThrow(UnresolvedReference)
})
