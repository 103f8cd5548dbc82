import { type Static, Type } from 'typebox'
import { JobView } from '../jobs/job.ts'
import { WorkspaceView } from './workspace.ts'

/** The answer to what a client asked for: the workspace as it is now, and the job that changes it. */
export const WorkspaceAccepted = Type.Object(
  { workspace: WorkspaceView, job: JobView },
  { additionalProperties: false, $id: 'WorkspaceAccepted', title: 'WorkspaceAccepted' },
)
export type WorkspaceAccepted = Static<typeof WorkspaceAccepted>
