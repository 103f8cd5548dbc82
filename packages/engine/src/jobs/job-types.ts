import type { JobStatus, JobType, WorkspaceStatus } from '@palisade/contract'

/** How a job can end. */
export type JobOutcome = Extract<JobStatus, 'succeeded' | 'failed' | 'stuck'>

/** What is to be known of a type of job. A new type is a row here, and a plan. */
export interface JobTypeRow {
  /** The statuses of a workspace from which such a job may be opened; `none`: it makes the workspace, or needs none. */
  readonly from: readonly WorkspaceStatus[] | 'none'
  /** The status of the workspace while the job runs; undefined: as before. */
  readonly during?: WorkspaceStatus
  /** The status of the workspace after the job; undefined: as before. */
  readonly after: Readonly<Partial<Record<JobOutcome, WorkspaceStatus>>>
  /** What the audit log calls the request for such a job. */
  readonly auditAction: string
  /** Whether a client may end it before it has done its work. */
  readonly canCancel: boolean
  /** Whether a failed one may go on from where it stopped. */
  readonly canRetry: boolean
  /** Whether a removal job may take away what a failed one has made. */
  readonly canUnwind: boolean
}

export const jobTypeRows: Readonly<Record<JobType, JobTypeRow>> = {
  create: {
    from: 'none',
    during: 'creating',
    after: { succeeded: 'ready', failed: 'failed', stuck: 'failed' },
    auditAction: 'workspace.create',
    canCancel: true,
    canRetry: true,
    canUnwind: true,
  },
  delete: {
    from: ['creating', 'ready', 'failed', 'deleting'],
    during: 'deleting',
    after: { succeeded: 'deleted', failed: 'failed', stuck: 'failed' },
    auditAction: 'workspace.delete',
    // Half a removal is no state that anybody wants.
    canCancel: false,
    canRetry: true,
    canUnwind: false,
  },
  check: {
    from: 'none',
    after: {},
    auditAction: 'check.create',
    canCancel: true,
    canRetry: false,
    canUnwind: false,
  },
  verify: {
    from: ['ready', 'failed'],
    after: {},
    auditAction: 'workspace.verify',
    canCancel: true,
    canRetry: false,
    canUnwind: false,
  },
  sweep: {
    from: ['deleted'],
    after: {},
    auditAction: 'workspace.sweep',
    canCancel: false,
    canRetry: false,
    canUnwind: false,
  },
}
