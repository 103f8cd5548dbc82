import { containerRegistry as containerRegistryType, type resourceGroup } from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'

/** The images that jobs run in. Without an admin user: who pulls or pushes does so by role. */
export function containerRegistry(site: Site, group: Declaration<typeof resourceGroup>) {
  return declare(containerRegistryType, {
    key: 'resources/container-registry',
    phase: 'resources',
    parent: group,
    name: site.names.containerRegistry,
    body: {
      location: site.region,
      tags: site.tags,
      sku: { name: 'Premium' },
      properties: {
        adminUserEnabled: false,
        anonymousPullEnabled: false,
        publicNetworkAccess: 'Disabled',
        networkRuleBypassOptions: 'AzureServices',
        networkRuleSet: { defaultAction: 'Deny', ipRules: [] },
      },
    },
  })
}
