import { errorCatalogue, type Finding, type StepError } from '@palisade/contract'

/**
 * Why a check fails its step, for the one who reads only the step: its only failure in its own words, or how many there
 * are. Undefined where nothing fails it. A check that only warns lets the job go on.
 */
export function errorOfFindings(findings: readonly Finding[]): StepError | undefined {
  const failures = findings.filter(({ verdict }) => verdict === 'fail')
  const [only] = failures
  if (only === undefined) return undefined
  if (failures.length === 1 && only.code !== null) {
    return { code: only.code, message: only.message, remedy: only.remedy }
  }
  const warnings = findings.filter(({ verdict }) => verdict === 'warn').length
  return {
    code: 'preflight-failed',
    message: `${counted(failures.length, 'finding')} would make the job fail${warnings === 0 ? '' : `, and ${counted(warnings, 'warning')}`}: ${failures.map(({ message }) => message).join('; ')}`,
    remedy: errorCatalogue['preflight-failed'].remedy,
  }
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
