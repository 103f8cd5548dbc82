import type { OperationalInsightsManagementClient } from '@azure/arm-operationalinsights'
import { parseResourceId } from '../resource-id.ts'

/** Whether Azure keeps a deleted Log Analytics workspace of this id. Names are those of one resource group. */
export async function isLogsKept(
  { deletedWorkspaces }: OperationalInsightsManagementClient,
  id: string,
): Promise<boolean> {
  const wanted = placeOf(id)
  for await (const workspace of deletedWorkspaces.list()) {
    if (workspace.id !== undefined && placeOf(workspace.id) === wanted) return true
  }
  return false
}

function placeOf(id: string): string {
  const { group, name } = parseResourceId(id)
  return `${group}/${name}`.toLowerCase()
}
