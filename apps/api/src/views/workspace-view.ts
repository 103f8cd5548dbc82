import type { WorkspaceView } from '@palisade/contract'
import type { Cloud } from '@palisade/facts'
import type { JobOfWorkspace, WorkspaceRecord } from '@palisade/store'
import { workspaceSummary } from './workspace-summary.ts'

/** @param jobs newest first */
export function workspaceView(
  workspace: WorkspaceRecord,
  jobs: readonly JobOfWorkspace[],
  cloud: Cloud,
): WorkspaceView {
  return {
    ...workspaceSummary(workspace, cloud),
    jobs: jobs.map(({ id, type, status }) => ({ id, type, status, href: `/v1/jobs/${id}` })),
  }
}
