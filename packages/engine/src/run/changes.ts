import type { EventType, Finding, JobStatus, Json, StepError, StepState, WorkspaceStatus } from '@palisade/contract'

/** What a decision changes about a step. A field that is absent stays as it is. */
export interface StepChange {
  /** Its place in the job. */
  readonly ordinal: number
  /** The state that it has to be in, so that a change that was decided on a wrong belief is not written. */
  readonly from: StepState
  readonly to: StepState
  /** One more attempt begins with this. */
  readonly isBegun?: true
  readonly handle?: string | null
  readonly error?: StepError | null
  readonly findings?: readonly Finding[]
  /** In how many milliseconds it is looked at next; null: nothing waits for a time. */
  readonly wakeInMs?: number | null
}

/** What a decision changes about a resource of the job's workspace. */
export interface ResourceChange {
  readonly key: string
  readonly begun?: true
  readonly made?: boolean
  readonly appliedDigest?: string
  readonly outputs?: Readonly<Record<string, string>>
  readonly isRemoved?: true
}

/** What watchers of a job are told. */
export interface NewEvent {
  readonly type: EventType
  readonly step?: string
  readonly message: string
  readonly data: Json
}

/** All that one decision changes: written as a whole or not at all. */
export interface JobChange {
  readonly jobId: string
  readonly steps: readonly StepChange[]
  readonly resources: readonly ResourceChange[]
  readonly events: readonly NewEvent[]
  readonly status?: JobStatus
  readonly error?: StepError
  /** The job has ended, and with it the worker's right to change it. */
  readonly isDone?: true
  readonly workspaceStatus?: WorkspaceStatus
  /** Steps that give back what they had for themselves alone. */
  readonly releases?: readonly number[]
}
