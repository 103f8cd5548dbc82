import { type ErrorCode, errorCatalogue, type ProblemItem } from '@palisade/contract'

/** What a refusal may say beside its code. */
export interface RefusalParts {
  /** Where the catalogue's status does not fit: semantic errors of several codes. */
  readonly status?: number
  readonly errors?: readonly ProblemItem[]
  /** How many more were found than `errors` lists. */
  readonly moreErrors?: number
  /** A relative link to the thing that is in the way. */
  readonly existing?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** A request that is not carried out, for a reason of the catalogue. The error plugin makes the answer of it. */
export class Refusal extends Error {
  readonly code: ErrorCode
  readonly status: number
  readonly errors: readonly ProblemItem[] | undefined
  readonly moreErrors: number | undefined
  readonly existing: string | undefined
  readonly headers: Readonly<Record<string, string>>

  /** @param detail what happened this time, in one sentence; the catalogue's title where there is nothing to add */
  constructor(code: ErrorCode, detail: string = errorCatalogue[code].title, parts: RefusalParts = {}) {
    super(detail)
    this.name = 'Refusal'
    this.code = code
    this.status = parts.status ?? statusOf(code)
    this.errors = parts.errors
    this.moreErrors = parts.moreErrors
    this.existing = parts.existing
    this.headers = parts.headers ?? {}
  }
}

function statusOf(code: ErrorCode): number {
  const { status } = errorCatalogue[code]
  if (status === undefined) throw new Error(`The error code ${code} belongs to steps; no request is answered with it`)
  return status
}
