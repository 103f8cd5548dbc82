import { logAnalytics as logAnalyticsType, type resourceGroup } from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'

/**
 * Where logs are kept, with its keys off, and closed to the internet for writing and for reading where the rest is. It has no private
 * endpoint of its own kind: only a private link scope of Azure Monitor lets anyone in, and the preview says so.
 */
export function logAnalytics(site: Site, group: Declaration<typeof resourceGroup>) {
  return declare(logAnalyticsType, {
    key: 'resources/log-analytics',
    phase: 'resources',
    parent: group,
    name: site.names.logAnalytics,
    body: {
      location: site.region,
      tags: site.tags,
      properties: {
        sku: { name: 'PerGB2018' },
        publicNetworkAccessForIngestion: site.choices.hasOpenLogs ? 'Enabled' : 'Disabled',
        publicNetworkAccessForQuery: site.choices.hasOpenLogs ? 'Enabled' : 'Disabled',
        retentionInDays: 30,
        features: { disableLocalAuth: true, enableLogAccessUsingOnlyResourcePermissions: true },
      },
    },
  })
}
