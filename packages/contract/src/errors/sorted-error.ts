import { type ErrorCode, errorCatalogue } from './catalogue.ts'
import type { StepError } from './step-error.ts'
import { storable } from './storable.ts'

/** What Azure said beside its message, where it said it. */
export interface AzureAnswer {
  readonly azureCode?: string
  readonly correlationId?: string
}

/** An error that somebody has sorted by what happens next. Only its subclasses are thrown. */
abstract class SortedError extends Error {
  readonly code: ErrorCode
  readonly azure: AzureAnswer

  constructor(code: ErrorCode, message: string, azure: AzureAnswer = {}, cause?: unknown) {
    super(storable(message), { cause })
    this.name = new.target.name
    this.code = code
    this.azure = azure
  }

  /** The form in which a job shows it. */
  toStepError(): StepError {
    return { code: this.code, message: this.message, remedy: errorCatalogue[this.code].remedy, ...this.azure }
  }
}

/** Waiting can cure it: the step is tried again. */
export class Retryable extends SortedError {
  /** The time that Azure asked for, in milliseconds. */
  readonly retryAfterMs: number | undefined

  constructor(code: ErrorCode, message: string, azure: AzureAnswer = {}, retryAfterMs?: number, cause?: unknown) {
    super(code, message, azure, cause)
    this.retryAfterMs = retryAfterMs
  }
}

/** Only a change can cure it: the job starts nothing new. */
export class StepFailed extends SortedError {}

/** Something cannot be removed and only a person can go on: the job becomes stuck. */
export class RemovalFailed extends SortedError {}
