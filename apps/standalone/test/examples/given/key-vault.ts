import type { WorkspaceRequest } from '@palisade/contract'
import type { Given } from './given.ts'

/** The vault of a customer's key. */
export function keyVault({ encryption, region }: WorkspaceRequest): Given[] {
  return encryption === undefined ? [] : [vaultAt(encryption.keyVaultId, region)]
}

export function vaultAt(id: string, location: string): Given {
  return {
    id,
    body: {
      location,
      properties: {
        tenantId: '72f988bf-86f1-41af-91ab-2d7cd011db47',
        sku: { family: 'A', name: 'standard' },
        enableRbacAuthorization: true,
        enableSoftDelete: true,
        enablePurgeProtection: true,
      },
    },
  }
}
