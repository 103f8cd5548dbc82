import { applicationInsights as applicationInsightsType, type logAnalytics, type resourceGroup } from '@palisade/facts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'

/**
 * Telemetry of jobs and endpoints. Azure ML asks for one at creation; it keeps its data in Log Analytics. Closed like
 * the rest: it takes and shows telemetry only through a private link scope of Azure Monitor.
 */
export function applicationInsights(
  site: Site,
  group: Declaration<typeof resourceGroup>,
  logs: Declaration<typeof logAnalytics>,
) {
  return declare(applicationInsightsType, {
    key: 'resources/application-insights',
    phase: 'resources',
    parent: group,
    name: site.names.applicationInsights,
    body: {
      location: site.region,
      tags: site.tags,
      kind: 'web',
      properties: {
        Application_Type: 'web',
        WorkspaceResourceId: logs.ref,
        IngestionMode: 'LogAnalytics',
        DisableLocalAuth: true,
        publicNetworkAccessForIngestion: site.choices.hasOpenLogs ? 'Enabled' : 'Disabled',
        publicNetworkAccessForQuery: site.choices.hasOpenLogs ? 'Enabled' : 'Disabled',
      },
    },
  })
}
