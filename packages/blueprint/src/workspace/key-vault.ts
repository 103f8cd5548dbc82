import {
  keyVault as keyVaultType,
  type resourceGroup,
  softDeleteDays,
  type subnet,
  type subscription as subscriptionType,
} from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'

/**
 * The secrets of the workspace's connections. Roles decide who reads them. Purge protection cannot be turned off again:
 * after a delete Azure keeps the vault, and its name, for the whole period. The name's suffix differs for each
 * workspace, so the next one does not meet it.
 */
export function keyVault(
  site: Site,
  group: Declaration<typeof resourceGroup>,
  subscription: Declaration<typeof subscriptionType>,
  /** The subnet of its service endpoint. */
  admitted: Declaration<typeof subnet> | undefined,
) {
  const { vault } = site.choices
  const subnets = vault === 'serviceEndpoint' && admitted !== undefined ? [{ id: admitted.ref }] : []
  return declare(keyVaultType, {
    key: 'resources/key-vault',
    phase: 'resources',
    parent: group,
    name: site.names.keyVault,
    body: {
      location: site.region,
      tags: site.tags,
      properties: {
        tenantId: subscription.output('tenantId'),
        sku: { family: 'A', name: 'standard' },
        enableRbacAuthorization: true,
        accessPolicies: [],
        enableSoftDelete: true,
        softDeleteRetentionInDays: softDeleteDays.keyVault,
        enablePurgeProtection: true,
        enabledForDeployment: false,
        enabledForDiskEncryption: false,
        enabledForTemplateDeployment: false,
        publicNetworkAccess: vault === 'open' || subnets.length > 0 ? 'Enabled' : 'Disabled',
        networkAcls: {
          defaultAction: vault === 'open' ? 'Allow' : 'Deny',
          bypass: 'AzureServices',
          ipRules: [],
          virtualNetworkRules: subnets,
        },
      },
    },
  })
}
