import type { PipelineResponse } from '@azure/core-rest-pipeline'
import { retryAfterMs } from '../connection/retry-after.ts'

/** What Azure said when something did not work, in one form for all of its ways to say it. */
export interface AzureError {
  /** The HTTP status; 200 for an operation that was accepted and failed later. */
  readonly status: number
  readonly code: string | undefined
  readonly message: string
  /** The codes of the details: often the outer code says only that there are details. */
  readonly detailCodes: readonly string[]
  readonly correlationId: string | undefined
  readonly retryAfterMs: number | undefined
}

/** Reads an answer that reports an error, or an operation that failed. */
export function readAzureError(answer: PipelineResponse): AzureError {
  const error = errorIn(parse(answer.bodyAsText))
  const details = listOf(error.details).map((detail) => ({
    code: textOf(detail.code),
    message: textOf(detail.message),
  }))
  const message = textOf(error.message) ?? ''
  const [detail] = details.map((each) => each.message).filter((text) => text !== undefined && !message.includes(text))
  return {
    status: answer.status,
    code: textOf(error.code),
    message: [message, detail].filter((text) => text !== undefined && text !== '').join(' '),
    detailCodes: details.flatMap(({ code }) => (code === undefined ? [] : [code])),
    correlationId: answer.headers.get('x-ms-correlation-request-id'),
    retryAfterMs: retryAfterMs(answer.headers),
  }
}

/** Whether an answer with a good status reports an operation or a resource that failed or was canceled. */
export function reportsFailure(answer: PipelineResponse): boolean {
  const body = parse(answer.bodyAsText)
  const state = textOf(body.status) ?? textOf(fieldsOf(body.properties).provisioningState)
  return state !== undefined && /fail|cancel/i.test(state)
}

type Fields = Readonly<Record<string, unknown>>

function parse(text: string | null | undefined): Fields {
  try {
    return fieldsOf(JSON.parse(text ?? ''))
  } catch {
    // A gateway in between answers HTML. The status says what is to be known.
    return {}
  }
}

function errorIn(body: Fields): Fields {
  return 'error' in body ? fieldsOf(body.error) : body
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : []
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
