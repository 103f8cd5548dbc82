import type { CheckSubject, Declared } from '@palisade/contract'
import {
  containerRegistry,
  keyVault,
  logAnalytics,
  mlCompute,
  mlWorkspace,
  onlineEndpoint,
  storageAccount,
} from '@palisade/facts'
import { textAt } from './body-value.ts'
import type { Composed } from './composed.ts'

/** Names that are unique in more than their group, or that Azure keeps for a while after a deletion. */
const widerThanTheirGroup: ReadonlySet<string> = new Set([
  containerRegistry.type,
  keyVault.type,
  logAnalytics.type,
  mlWorkspace.type,
  onlineEndpoint.type,
  storageAccount.type,
])

/** Whether the names that somebody else could have are free, and none of them is kept for something deleted. */
export function names({ site, resources }: Composed): CheckSubject {
  return {
    check: 'names',
    subscription: site.request.subscriptionId,
    workspaceId: site.derived.workspaceId,
    resources: resources.filter(isWide).map(({ kind, id, name, body }) => ({
      type: kind,
      id,
      name,
      region: textAt(body, 'location') ?? site.region,
    })),
    onSoftDeleted: site.request.resources?.onSoftDeleted ?? 'refuse',
    adopts: site.request.resources?.onExisting === 'adopt',
  }
}

function isWide({ action, kind, body }: Declared): boolean {
  if (action !== 'make') return false
  // Instances are unique in their region; clusters only in their workspace.
  return widerThanTheirGroup.has(kind) || (kind === mlCompute.type && isInstance(body))
}

function isInstance(body: Declared['body']): boolean {
  return textAt(body, 'properties', 'computeType') === 'ComputeInstance'
}
