export type { Blueprint } from './blueprint/blueprint.ts'
export { type Action, checkKind, type Declared } from './blueprint/declared.ts'
export { dependenciesOf } from './blueprint/dependencies-of.ts'
export { type Phase, phases } from './blueprint/phase.ts'
export { isReference, type Reference } from './blueprint/reference.ts'
export { referencesIn } from './blueprint/references-in.ts'
export { CheckAccepted } from './checks/check-accepted.ts'
export { type CheckName, checkNames } from './checks/check-name.ts'
export { CheckResult } from './checks/check-result.ts'
export { CheckSubject, type SubnetPurpose, subnetPurposes } from './checks/check-subject.ts'
export { Finding } from './checks/finding.ts'
export { readCheckSubject } from './checks/read-check-subject.ts'
export { type Verdict, verdicts } from './checks/verdict.ts'
export { worstVerdict } from './checks/worst-verdict.ts'
export { type Actor, type ErrorCode, type ErrorEntry, errorCatalogue } from './errors/catalogue.ts'
export { mostListedErrors, Problem, ProblemItem } from './errors/problem.ts'
export { type AzureAnswer, RemovalFailed, Retryable, StepFailed } from './errors/sorted-error.ts'
export { StepError } from './errors/step-error.ts'
export { storable } from './errors/storable.ts'
export { EventList, type EventType, EventView, eventTypes } from './events/event.ts'
export {
  type JobStatus,
  type JobType,
  JobView,
  jobStatuses,
  jobTypes,
  PhaseView,
  type StepAction,
  type StepState,
  StepView,
  stepActions,
  stepStates,
} from './jobs/job.ts'
export type { Json } from './json.ts'
export { dnsModes } from './request/dns.ts'
export { egressModes, egressSets } from './request/egress.ts'
export { type OnExisting, onExistingChoices } from './request/on-existing.ts'
export { type OnSoftDeleted, onSoftDeletedChoices } from './request/on-soft-deleted.ts'
export { scenarios } from './request/scenario.ts'
export { WorkspaceRequest } from './request/workspace-request.ts'
export { HandOffView } from './workspaces/hand-off.ts'
export { PreviewView } from './workspaces/preview.ts'
export { type WorkspaceStatus, WorkspaceView, workspaceStatuses } from './workspaces/workspace.ts'
export { WorkspaceAccepted } from './workspaces/workspace-accepted.ts'
export { WorkspaceList, WorkspaceSummary } from './workspaces/workspace-list.ts'
