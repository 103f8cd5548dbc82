import type { resourceGroup, subnet, subscription } from '@palisade/facts'
import type { Add } from '../collect.ts'
import type { Declaration } from '../declare.ts'
import type { Site } from '../site.ts'
import { applicationInsights } from './application-insights.ts'
import { containerRegistry } from './container-registry.ts'
import type { CustomerKey } from './customer-key.ts'
import { keyVault } from './key-vault.ts'
import { logAnalytics } from './log-analytics.ts'
import type { Foundations } from './ml-workspace.ts'
import { storageAccount } from './storage-account.ts'
import { storageRules } from './storage-rules.ts'

/** What an Azure ML workspace is built on. */
export function foundations(
  site: Site,
  add: Add,
  on: {
    readonly group: Declaration<typeof resourceGroup>
    readonly tenant: Declaration<typeof subscription>
    /** The subnet of service endpoints. */
    readonly training: Declaration<typeof subnet> | undefined
    readonly customerKey: CustomerKey | undefined
  },
): Foundations {
  const storage = add(
    storageAccount(site, on.group, {
      key: 'resources/storage',
      name: site.names.storageAccount,
      rules: defaultStorageRules(site, on.training),
      customerKey: on.customerKey,
    }),
  )
  const vault = add(keyVault(site, on.group, on.tenant, on.training))
  const registry = add(containerRegistry(site, on.group, on.customerKey))
  const logs = add(logAnalytics(site, on.group))
  const insights = add(applicationInsights(site, on.group, logs))
  return { storage, vault, registry, logs, insights }
}

/** Who passes the firewall of the default storage account, as far as it is known from the start. */
export function defaultStorageRules({ choices }: Site, training: Declaration<typeof subnet> | undefined) {
  return storageRules({ reach: choices.storage, clientIps: choices.clientIps, subnet: training })
}
