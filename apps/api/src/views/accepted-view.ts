import type { WorkspaceAccepted } from '@palisade/contract'
import type { JobOfWorkspace, JobRecord, StepRecord, WorkspaceRecord } from '@palisade/store'
import type { ApiParts } from '../api-parts.ts'
import { jobView } from './job-view.ts'
import { workspaceView } from './workspace-view.ts'

/** The answer to what was asked for: the workspace with all its jobs, and the job that was asked for. */
export function acceptedView(
  accepted: {
    readonly workspace: WorkspaceRecord
    readonly jobs: readonly JobOfWorkspace[]
    readonly job: JobRecord
    readonly steps: readonly StepRecord[]
  },
  { cloud, now }: Pick<ApiParts, 'cloud' | 'now'>,
): WorkspaceAccepted {
  const { workspace, jobs, job, steps } = accepted
  return { workspace: workspaceView(workspace, jobs, cloud), job: jobView(job, steps, now()) }
}
