import type { keyVault } from '@palisade/facts'
import { roleAssignment } from '../access/role-assignment.ts'
import type { Add } from '../collect.ts'
import type { Declaration, Earlier } from '../declare.ts'
import type { Site } from '../site.ts'
import type { OwnIdentity } from './own-identity.ts'

/** A key of the customer's and the identity that may use it. The key itself is never seen here. */
export interface CustomerKey {
  readonly identity: OwnIdentity
  readonly vaultId: string
  readonly keyIdentifier: string
  readonly vaultUri: string
  readonly keyName: string
  readonly keyVersion: string
  /** What has to be there before anything can be encrypted with it. */
  readonly after: readonly Earlier[]
}

/** Lets the workspace's identity use the key that the request names, in the customer's own vault. */
export function customerKey(
  site: Site,
  add: Add,
  vault: Declaration<typeof keyVault>,
  identity: OwnIdentity,
): CustomerKey | undefined {
  const { encryption } = site.request
  if (encryption === undefined) return undefined
  const { origin, pathname } = new URL(encryption.keyIdentifier)
  const [, , keyName = '', keyVersion = ''] = pathname.split('/')
  const role = add(
    roleAssignment(site, {
      key: 'customer-key',
      role: 'Key Vault Crypto Service Encryption User',
      on: vault,
      to: identity.declaration,
      why: 'Storage, registry and workspace are encrypted with a key of this vault.',
      isGuest: true,
    }),
  )
  return {
    identity,
    vaultId: encryption.keyVaultId,
    keyIdentifier: encryption.keyIdentifier,
    vaultUri: `${origin}/`,
    keyName,
    keyVersion,
    after: [identity.declaration, role],
  }
}
