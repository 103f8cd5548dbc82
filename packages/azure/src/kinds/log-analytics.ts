import { type BodyOf, logAnalytics as type } from '@palisade/facts'
import { flatten } from '../body/flatten.ts'
import { longRunning } from '../sdks/long-running.ts'
import { operationalInsightsSdk } from '../sdks/operational-insights.ts'
import { isLogsKept } from './is-logs-kept.ts'
import { kind } from './kind.ts'

/** Marks a workspace that was only brought back so that it can be deleted for good. */
const purgeTag = 'palisade-purge'

export const logAnalytics = kind({
  type,
  called: 'Log Analytics workspace',
  sdk: operationalInsightsSdk,
  read: (insights, id) => insights.workspaces.get(id.group, id.name),
  create: (insights, id, body) => longRunning(insights.workspaces.createOrUpdate(id.group, id.name, flatten(body))),
  // Without force: Azure keeps it for 14 days, and it can be recovered.
  remove: (insights, id) => longRunning(insights.workspaces.delete(id.group, id.name)),
  outputs: (workspace) => ({ customerId: workspace.customerId }),
  kept: {
    isThere: (insights, id) => isLogsKept(insights, id.id),
    isToBePurged: ({ tags }) => tags?.[purgeTag] !== undefined,
    recover: [],
    // One that is deleted cannot be deleted for good: it has to come back first.
    purge: [
      (insights, id, { tags, ...body }) => {
        const marked: BodyOf<typeof type> = { ...body, tags: { ...tags, [purgeTag]: 'true' } }
        return longRunning(insights.workspaces.createOrUpdate(id.group, id.name, flatten(marked)))
      },
      (insights, id) => longRunning(insights.workspaces.delete(id.group, id.name, { force: true })),
    ],
  },
})
