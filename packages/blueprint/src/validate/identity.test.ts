import { expect, test } from 'vitest'
import { codesAt } from '../../test/codes-at.ts'
import { inGroup, inPrivate } from '../../test/requests.ts'

const id = `${inGroup}/Microsoft.ManagedIdentity/userAssignedIdentities/id-workspace`
const encryption = {
  keyVaultId: `${inGroup}/Microsoft.KeyVault/vaults/kv-keys`,
  keyIdentifier: 'https://kv-keys.vault.azure.net/keys/key/0123456789abcdef0123456789abcdef',
}

test('an identity is named only where Azure does not make it', () => {
  expect(codesAt({ ...inPrivate, identity: { type: 'system', id } })).toEqual(['option-not-used /identity/id'])
  expect(codesAt({ ...inPrivate, identity: { type: 'userAssigned', id } })).toEqual([])
})

test("a customer's key is read by an identity that was there before", () => {
  expect(codesAt({ ...inPrivate, identity: { type: 'system' }, encryption })).toEqual([
    'option-not-used /identity/type',
  ])
  expect(codesAt({ ...inPrivate, identity: { type: 'userAssigned' }, encryption })).toEqual([])
})
