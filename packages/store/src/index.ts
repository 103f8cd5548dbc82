export { isDatabaseAway } from './errors/is-database-away.ts'
export { listEvents } from './events/list-events.ts'
export { watchJobs } from './events/watch-jobs.ts'
export { type ClaimedJob, type ClaimedStep, claimJobs, readClaimedJobs } from './jobs/claim-jobs.ts'
export { createCheck } from './jobs/create-check.ts'
export { findJob, findJobPosition } from './jobs/find-job.ts'
export type { WorkspaceJobOutcome } from './jobs/open-workspace-job.ts'
export { type ChangeConnection, connectForChanges, stepId, type Write, type Written } from './jobs/write-changes.ts'
export { migrate } from './migrations/migrate.ts'
export { openStore, type Store, type StoreOptions } from './open-store.ts'
export type { EventRecord, JobRecord, StepRecord, WorkspaceRecord } from './records.ts'
export { listResources, type ResourceRecord } from './resources/list-resources.ts'
export { defaultRetention, prune, type Retention } from './retention/prune.ts'
export {
  type Fleet,
  predecessorsOf,
  registerWorker,
  releaseJobs,
  releaseUnknownJobs,
  renewWorker,
  retireWorker,
} from './workers/worker-lease.ts'
export { type CreateOutcome, type CreateWorkspace, createWorkspace } from './workspaces/create-workspace.ts'
export { findBlueprint, findWorkspace, type JobOfWorkspace } from './workspaces/find-workspace.ts'
export { listWorkspaces } from './workspaces/list-workspaces.ts'
export { openSweeps } from './workspaces/open-sweeps.ts'
export { type DeletionOutcome, requestDeletion } from './workspaces/request-deletion.ts'
export { requestVerification } from './workspaces/request-verification.ts'
