import type {
  EventType,
  Finding,
  JobStatus,
  JobType,
  Json,
  Phase,
  StepAction,
  StepError,
  StepState,
  WorkspaceRequest,
  WorkspaceStatus,
} from '@palisade/contract'

export interface WorkspaceRecord {
  readonly id: string
  readonly project: string
  readonly name: string
  readonly status: WorkspaceStatus
  readonly subscriptionId: string
  readonly resourceGroup: string
  readonly region: string
  /** The range that its subnets are cut from; null where none is cut. */
  readonly addressSpace: string | null
  readonly request: WorkspaceRequest
  /** The ARM id of the Azure ML workspace. */
  readonly azureId: string
  readonly createdAt: Date
  readonly updatedAt: Date
}

export interface JobRecord {
  readonly id: string
  readonly type: JobType
  /** Null where only the checks were asked for. */
  readonly workspaceId: string | null
  readonly status: JobStatus
  readonly error: StepError | null
  readonly createdAt: Date
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
  /** The sequence number of the newest event. */
  readonly lastEvent: number
}

export interface StepRecord {
  readonly key: string
  readonly phase: Phase
  readonly kind: string
  readonly action: StepAction
  readonly resourceId: string
  readonly state: StepState
  readonly attempts: number
  /** Keys of the steps that have to succeed first. */
  readonly waitsFor: readonly string[]
  readonly expectedSeconds: number
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
  readonly wakeAt: Date | null
  readonly error: StepError | null
  /** What a check or an observation found; empty for every other step, and while it has not ended. */
  readonly findings: readonly Finding[]
}

export interface EventRecord {
  readonly jobId: string
  readonly sequence: number
  readonly type: EventType
  readonly step: string | null
  readonly message: string
  readonly data: Json
  readonly time: Date
}
