import { expect, test } from 'vitest'
import { checkOf } from '../../test/check-of.ts'
import { inExisting, inPrivate, virtualNetworkId } from '../../test/requests.ts'

test('a network of our own is linked to nothing yet', () => {
  expect(checkOf(inPrivate, 'zone-links')).toBeUndefined()
})

test('an existing network may not be linked to a zone of the same name already', () => {
  const subject = checkOf(inExisting, 'zone-links')
  expect(subject?.virtualNetworkIds).toEqual([virtualNetworkId])
  expect(subject?.zones).toContain('privatelink.blob.core.windows.net')
})

test('where we link nothing, nothing is asked', () => {
  const dns = { mode: 'customServer' as const, servers: ['10.1.0.10'] }
  expect(checkOf({ ...inExisting, dns }, 'zone-links')).toBeUndefined()
})
