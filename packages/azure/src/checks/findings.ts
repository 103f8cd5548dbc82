import {
  type CheckName,
  type CheckResult,
  type ErrorCode,
  errorCatalogue,
  type Finding,
  worstVerdict,
} from '@palisade/contract'
import type { Sight } from './look-at.ts'

interface Details {
  /** What it is about: an ARM id, a name, a family of virtual machines. */
  readonly subject: string
  readonly message: string
  /** Absent: that of the catalogue. */
  readonly remedy?: string
}

/** What prevents the job. */
export function fail(code: ErrorCode, details: Details): Finding {
  return found('fail', code, details)
}

/** What the job can live with, or what could not be seen. */
export function warn(code: ErrorCode, details: Details): Finding {
  return found('warn', code, details)
}

/** Says what Azure did not let us see. Whether the job can run is then found out by running it. */
export function couldNotLook(subject: string, sight: Extract<Sight<unknown>, { isSeen: false }>): Finding {
  return warn(sight.code, { subject, message: `could not be looked at: ${sight.reason}` })
}

export function result(check: CheckName, findings: readonly Finding[]): CheckResult {
  return { check, verdict: worstVerdict(findings.map(({ verdict }) => verdict)), findings: [...findings] }
}

function found(verdict: Finding['verdict'], code: ErrorCode, { subject, message, remedy }: Details): Finding {
  const { actor, remedy: usual } = errorCatalogue[code]
  return { verdict, code, subject, message, remedy: remedy ?? usual, actor }
}
