import type { Declared, StepAction } from '@palisade/contract'

/** A step of a job before it is stored. */
export interface PlannedStep {
  readonly key: string
  readonly action: StepAction
  readonly declared: Declared
  readonly dependsOn: readonly string[]
  readonly exclusive: readonly string[]
  readonly expectedSeconds: number
  /** The longest expected time from its begin to the end of the job. */
  readonly tailSeconds: number
}
