import type { WorkspaceView } from '@palisade/contract'
import type { JobRecord, WorkspaceRecord } from '@palisade/store'
import { workspaceSummary } from './workspace-summary.ts'

/** @param jobs newest first */
export function workspaceView(workspace: WorkspaceRecord, jobs: readonly JobRecord[]): WorkspaceView {
  return {
    ...workspaceSummary(workspace),
    jobs: jobs.map(({ id, type, status }) => ({ id, type, status, href: `/v1/jobs/${id}` })),
  }
}
