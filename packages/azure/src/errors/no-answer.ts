import { isRestError } from '@azure/core-rest-pipeline'

/** What Node and the SDKs throw when no answer comes, or none that can be read. */
const codes = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'REQUEST_SEND_ERROR',
  'PARSE_ERROR',
])

/** What the credentials throw; where nobody can sign in, no job is to blame. */
const credentialErrors = new Set([
  'AuthenticationError',
  'AggregateAuthenticationError',
  'AuthenticationRequiredError',
  'CredentialUnavailableError',
])

/** Says in words why there was no answer; undefined when the error is something else. */
export function noAnswer(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if (credentialErrors.has(error.name)) return `no token: ${error.message}`
  // The call took too long; a caller who gave up is told apart before.
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'no answer in time'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  if (code === 'PARSE_ERROR') return 'an answer that cannot be read'
  if (code !== undefined && (codes.has(code) || code.startsWith('ERR_TLS') || code.startsWith('CERT_'))) {
    return `no answer (${code})`
  }
  return isRestError(error) && error.statusCode === undefined ? 'no answer' : undefined
}
