import { type resourceGroup, storageAccount as storageAccountType } from '@palisade/facts'
import { type Declaration, declare, type Earlier } from '../declare.ts'
import type { Site } from '../site.ts'
import type { CustomerKey } from './customer-key.ts'
import type { storageRules } from './storage-rules.ts'

/**
 * Data, models and notebooks. Closed from its first write, so that there is no moment in which it is open.
 *
 * Locally redundant on purpose: it exists in every region, and geo-redundant storage would copy the data into a region
 * that nobody has named.
 */
export function storageAccount(
  site: Site,
  group: Declaration<typeof resourceGroup>,
  wanted: {
    readonly key: string
    readonly name: string
    readonly rules: ReturnType<typeof storageRules>
    readonly customerKey: CustomerKey | undefined
    readonly after?: readonly Earlier[]
  },
) {
  const services = {
    blob: { enabled: true, keyType: 'Account' },
    file: { enabled: true, keyType: 'Account' },
  } as const
  const { customerKey } = wanted
  return declare(storageAccountType, {
    key: wanted.key,
    phase: 'resources',
    parent: group,
    name: wanted.name,
    after: [...(wanted.after ?? []), ...(customerKey?.after ?? [])],
    body: {
      location: site.region,
      tags: site.tags,
      kind: 'StorageV2',
      sku: { name: 'Standard_LRS' },
      ...(customerKey === undefined ? {} : { identity: customerKey.identity.assigned }),
      properties: {
        accessTier: 'Hot',
        ...wanted.rules,
        allowBlobPublicAccess: false,
        allowSharedKeyAccess: false,
        allowCrossTenantReplication: false,
        defaultToOAuthAuthentication: true,
        minimumTlsVersion: 'TLS1_2',
        supportsHttpsTrafficOnly: true,
        encryption:
          customerKey === undefined
            ? { keySource: 'Microsoft.Storage', requireInfrastructureEncryption: true, services }
            : {
                keySource: 'Microsoft.Keyvault',
                keyvaultproperties: {
                  keyvaulturi: customerKey.vaultUri,
                  keyname: customerKey.keyName,
                  keyversion: customerKey.keyVersion,
                },
                identity: { userAssignedIdentity: customerKey.identity.id },
                requireInfrastructureEncryption: true,
                services,
              },
      },
    },
  })
}
