import { containerRegistry as containerRegistryType, type resourceGroup } from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'
import type { CustomerKey } from './customer-key.ts'

/** The images that jobs run in. Without an admin user: who pulls or pushes does so by role. */
export function containerRegistry(
  site: Site,
  group: Declaration<typeof resourceGroup>,
  customerKey: CustomerKey | undefined,
) {
  const isOpen = site.choices.registry === 'open'
  return declare(containerRegistryType, {
    key: 'resources/container-registry',
    phase: 'resources',
    parent: group,
    name: site.names.containerRegistry,
    after: customerKey?.after ?? [],
    body: {
      location: site.region,
      tags: site.tags,
      // Only Premium can be closed, or encrypted with a customer's key.
      sku: { name: isOpen && customerKey === undefined ? 'Standard' : 'Premium' },
      ...(customerKey === undefined ? {} : { identity: customerKey.identity.assigned }),
      properties: {
        adminUserEnabled: false,
        anonymousPullEnabled: false,
        publicNetworkAccess: isOpen ? 'Enabled' : 'Disabled',
        networkRuleBypassOptions: 'AzureServices',
        ...(isOpen ? {} : { networkRuleSet: { defaultAction: 'Deny', ipRules: [] } }),
        ...(customerKey === undefined
          ? {}
          : {
              encryption: {
                status: 'enabled',
                keyVaultProperties: {
                  identity: customerKey.identity.declaration.output('clientId'),
                  keyIdentifier: customerKey.keyIdentifier,
                },
              },
            }),
      },
    },
  })
}
