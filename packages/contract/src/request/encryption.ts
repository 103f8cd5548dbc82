import { Type } from 'typebox'
import { ArmId, closed } from './parts.ts'

/** Encryption with a key of the customer's. The key is named, never sent. */
export const Encryption = Type.Object(
  {
    keyVaultId: ArmId('Microsoft.KeyVault/vaults', 'Where the key is; it needs soft delete and purge protection'),
    keyIdentifier: Type.String({
      pattern: '^https://[a-zA-Z0-9-]{3,24}\\.vault(?:\\.[a-z]{2,30}){1,4}/keys/[a-zA-Z0-9-]{1,127}/[a-f0-9]{32}$',
      description:
        'The key with its version: https://my-vault.vault.azure.net/keys/my-key/0123456789abcdef0123456789abcdef.',
    }),
  },
  closed,
)
