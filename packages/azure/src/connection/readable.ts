import type { PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline'

/** The operation that a conversation asks about. */
export interface AskedOperation {
  /** Where Azure answers how it stands. */
  readonly address: string
  /** The address has the status of the operation in its body, and not what the operation comes to. */
  readonly hasStatus: boolean
  /** What began it. */
  readonly method: string
}

/**
 * Whether a good answer says what an answer to this request has to say. From one that does not, the SDKs make what suits
 * them: an operation without a status has succeeded, and an empty answer is a resource without anything.
 */
export function isReadable(
  { method, url }: Pick<PipelineRequest, 'method' | 'url'>,
  { status, headers, bodyAsText }: Pick<PipelineResponse, 'status' | 'headers' | 'bodyAsText'>,
  operation: AskedOperation | undefined,
): boolean {
  if (status !== 200 && status !== 201) return true
  if (method === 'PUT' || method === 'PATCH') {
    const isAnnounced = headers.get('azure-asyncoperation') ?? headers.get('location')
    return isAnnounced !== undefined || isResource(bodyAsText)
  }
  if (method !== 'GET' || operation === undefined) return true
  if (pathOf(url) !== pathOf(operation.address)) return isResource(bodyAsText)
  if (operation.hasStatus) return typeof statusIn(bodyAsText) === 'string'
  // What it comes to: the resource that was written. What a removal or an action comes to may be anything.
  return (operation.method !== 'PUT' && operation.method !== 'PATCH') || isResource(bodyAsText)
}

/** What the state of a poller says of the operation that it asks about; all SDKs write it down alike. */
export function operationOf(state: string): AskedOperation | undefined {
  const { operationLocation, requestMethod = '', metadata } = JSON.parse(state).state?.config ?? {}
  if (typeof operationLocation !== 'string') return undefined
  return { address: operationLocation, hasStatus: metadata?.mode === 'OperationLocation', method: requestMethod }
}

/** By its text: the SDK takes it apart later, and says so where that cannot be done. */
function isResource(text: string | null | undefined): boolean {
  return /^\s*\{/.test(text ?? '') && /"(?:id|name|location|properties|tags)"\s*:/.test(text ?? '')
}

function statusIn(text: string | null | undefined): unknown {
  try {
    return Object(JSON.parse(text ?? '')).status
  } catch {
    return undefined
  }
}

function pathOf(url: string): string {
  return new URL(url).pathname.toLowerCase()
}
