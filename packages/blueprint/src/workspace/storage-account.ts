import { type resourceGroup, storageAccount as storageAccountType } from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'

/**
 * Data, models and notebooks. Closed from its first write, so that there is no moment in which it is open.
 *
 * Locally redundant on purpose: it exists in every region, and geo-redundant storage would copy the data into a region
 * that nobody has named.
 */
export function storageAccount(site: Site, group: Declaration<typeof resourceGroup>) {
  return declare(storageAccountType, {
    key: 'resources/storage',
    phase: 'resources',
    parent: group,
    name: site.names.storageAccount,
    body: {
      location: site.region,
      tags: site.tags,
      kind: 'StorageV2',
      sku: { name: 'Standard_LRS' },
      properties: {
        accessTier: 'Hot',
        publicNetworkAccess: 'Disabled',
        networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices', ipRules: [], virtualNetworkRules: [] },
        allowBlobPublicAccess: false,
        allowSharedKeyAccess: false,
        allowCrossTenantReplication: false,
        defaultToOAuthAuthentication: true,
        minimumTlsVersion: 'TLS1_2',
        supportsHttpsTrafficOnly: true,
        encryption: {
          keySource: 'Microsoft.Storage',
          requireInfrastructureEncryption: true,
          services: { blob: { enabled: true, keyType: 'Account' }, file: { enabled: true, keyType: 'Account' } },
        },
      },
    },
  })
}
