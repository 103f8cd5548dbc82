import { logAnalytics as type } from '@palisade/facts'
import { flatten } from '../body/flatten.ts'
import { longRunning } from '../sdks/long-running.ts'
import { operationalInsightsSdk } from '../sdks/operational-insights.ts'
import { kind } from './kind.ts'

export const logAnalytics = kind({
  type,
  called: 'Log Analytics workspace',
  sdk: operationalInsightsSdk,
  read: (insights, id) => insights.workspaces.get(id.group, id.name),
  create: (insights, id, body) => longRunning(insights.workspaces.createOrUpdate(id.group, id.name, flatten(body))),
  // Without force: Azure keeps it for 14 days, and it can be recovered.
  remove: (insights, id) => longRunning(insights.workspaces.delete(id.group, id.name)),
  outputs: (workspace) => ({ customerId: workspace.customerId }),
})
