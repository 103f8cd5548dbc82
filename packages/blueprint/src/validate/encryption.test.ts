import { expect, test } from 'vitest'
import { codesAt } from '../../test/codes-at.ts'
import { inGroup, inPrivate } from '../../test/requests.ts'

const keyVaultId = `${inGroup}/Microsoft.KeyVault/vaults/kv-keys`
const encryption = (host: string) => ({
  keyVaultId,
  keyIdentifier: `https://${host}/keys/key/0123456789abcdef0123456789abcdef`,
})

test.each(['kv-other.vault.azure.net', 'kv-keys.vault.azure.cn'])('a key at %s is not in the vault', (host) => {
  expect(codesAt({ ...inPrivate, encryption: encryption(host) })).toEqual([
    'key-of-other-vault /encryption/keyIdentifier',
  ])
})

test('a key of the vault is accepted, in whatever case', () => {
  expect(codesAt({ ...inPrivate, encryption: encryption('KV-keys.vault.azure.net') })).toEqual([])
})

test('vaults have another name in another cloud', () => {
  const request = { ...inPrivate, region: 'chinanorth3', encryption: encryption('kv-keys.vault.azure.cn') }
  expect(codesAt(request, 'AzureChina')).toEqual([])
})
