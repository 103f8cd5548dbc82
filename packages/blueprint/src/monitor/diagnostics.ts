import { diagnosticSetting, type logAnalytics } from '@palisade/facts'
import type { Add } from '../collect.ts'
import { type Declaration, declare } from '../declare.ts'
import type { Site } from '../site.ts'

/** Sends logs and metrics of these resources to the workspace's Log Analytics. */
export function diagnostics(
  site: Site,
  add: Add,
  logs: Declaration<typeof logAnalytics>,
  of: readonly (readonly [string, Declaration])[],
): void {
  for (const [name, resource] of of) {
    add(
      declare(diagnosticSetting, {
        key: `monitor/diagnostics-${name}`,
        phase: 'monitor',
        parent: resource,
        name: site.names.diagnostics,
        body: {
          properties: {
            workspaceId: logs.ref,
            logs: [{ categoryGroup: 'allLogs', enabled: true }],
            metrics: [{ category: 'AllMetrics', enabled: true }],
          },
        },
      }),
    )
  }
}
