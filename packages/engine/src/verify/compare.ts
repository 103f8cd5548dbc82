import { type Declared, type ErrorCode, errorCatalogue, type Finding, type Json } from '@palisade/contract'

/** What was read back of one resource. */
export type ReadBack =
  | { readonly exists: false }
  | {
      readonly exists: true
      readonly owner: 'ours' | 'foreign' | 'inherited'
      readonly state: 'ready' | 'working' | 'leaving' | 'failed'
      readonly body: Json
    }

/** So many differences of one resource are told one by one. */
const differencesAtMost = 20

/**
 * How a resource differs from its declaration. Only what is declared is compared: what Azure adds is Azure's. Values
 * compare without case, as ARM ids and names do, and lists in any order, because Azure returns many of them sorted.
 * @param body the declared body with its references resolved.
 */
export function compare(declared: Declared, body: Json, readBack: ReadBack): Finding[] {
  if (!readBack.exists) {
    return [finding('fail', 'drift-missing', declared.id, `${declared.key} is declared and does not exist in Azure.`)]
  }
  const findings: Finding[] = []
  if (declared.action === 'make' && readBack.owner === 'foreign' && declared.isGuest !== true) {
    const message = `${declared.key} exists, and its tags do not say that it belongs to this workspace.`
    findings.push(finding('fail', 'drift-owner', declared.id, message))
  }
  if (readBack.state === 'failed') {
    findings.push(finding('fail', 'drift-failed', declared.id, `Azure says that ${declared.key} has failed.`))
  }
  // What others make has requirements instead of a body; they were checked when it was first read.
  if (declared.action === 'read' || declared.action === 'await') return findings
  const differences = differencesOf(body, readBack.body, '')
  for (const { path, declared: wanted, actual } of differences.slice(0, differencesAtMost)) {
    const message = `${declared.key}: ${path} is ${inWords(actual)}, and ${inWords(wanted)} is declared.`
    findings.push(finding('warn', 'drift-changed', declared.id, message))
  }
  if (differences.length > differencesAtMost) {
    const message = `${declared.key}: ${differences.length - differencesAtMost} more differences.`
    findings.push(finding('warn', 'drift-changed', declared.id, message))
  }
  return findings
}

interface Difference {
  readonly path: string
  readonly declared: Json
  readonly actual: Json | undefined
}

function differencesOf(declared: Json, actual: Json | undefined, path: string): Difference[] {
  if (Array.isArray(declared)) return listDifferences(declared, actual, path)
  if (typeof declared === 'object' && declared !== null) {
    const of: Readonly<Record<string, Json | undefined>> = Array.isArray(actual) ? {} : Object(actual ?? {})
    return Object.entries(declared).flatMap(([name, value]) =>
      differencesOf(value, of[name], path === '' ? name : `${path}.${name}`),
    )
  }
  return isSame(declared, actual) ? [] : [{ path, declared, actual }]
}

/** A list is as declared when each declared item has one of its own that matches. */
function listDifferences(declared: readonly Json[], actual: Json | undefined, path: string): Difference[] {
  const left = Array.isArray(actual) ? [...actual] : []
  return declared.flatMap((item, index) => {
    const at = left.findIndex((candidate: Json) => differencesOf(item, candidate, '').length === 0)
    if (at >= 0) {
      left.splice(at, 1)
      return []
    }
    return [{ path: `${path}[${index}]`, declared: item, actual: undefined }]
  })
}

function isSame(declared: Json, actual: Json | undefined): boolean {
  // Azure leaves out what is null or empty.
  if (declared === null || declared === '') return actual === undefined || actual === null || actual === ''
  if (actual === undefined || actual === null) return false
  return comparable(String(declared)) === comparable(String(actual))
}

/** "West Europe" is "westeurope", and ids and names have no case. */
function comparable(text: string): string {
  return text.toLowerCase().replaceAll(' ', '')
}

function inWords(value: Json | undefined): string {
  if (value === undefined) return 'not there'
  const text = JSON.stringify(value)
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}

function finding(verdict: Finding['verdict'], code: ErrorCode, subject: string, message: string): Finding {
  const { remedy, actor } = errorCatalogue[code]
  return { verdict, code, subject, message, remedy, actor }
}
