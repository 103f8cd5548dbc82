import type { WorkspaceSummary } from '@palisade/contract'
import { type Cloud, cloudHosts } from '@palisade/facts'
import type { WorkspaceRecord } from '@palisade/store'

/** A workspace without its jobs. */
export function workspaceSummary(workspace: WorkspaceRecord, cloud: Cloud): WorkspaceSummary {
  return {
    id: workspace.id,
    name: workspace.name,
    project: workspace.project,
    status: workspace.status,
    createdAt: workspace.createdAt.toISOString(),
    updatedAt: workspace.updatedAt.toISOString(),
    request: workspace.request,
    azure: {
      workspaceId: workspace.azureId,
      resourceGroup: workspace.resourceGroup,
      portal: `https://${cloudHosts[cloud].studioHost}/?wsid=${encodeURI(workspace.azureId)}`,
    },
    links: { self: `/v1/workspaces/${workspace.id}` },
  }
}
