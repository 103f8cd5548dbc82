import { type ErrorCode, errorCatalogue, type Problem } from '@palisade/contract'
import type { Refusal } from './refusal.ts'

/** The codes of refusals that may turn out otherwise later although the client changes nothing. */
const passing: ReadonlySet<ErrorCode> = new Set(['workspace-busy', 'request-timeout', 'too-many-streams'])

/** The problem details of a refusal. @param instance the path of the request, without its query */
export function problemOf(refusal: Refusal, traceId: string, instance?: string): Problem {
  const { title, remedy } = errorCatalogue[refusal.code]
  return {
    type: `/docs/errors#${refusal.code}`,
    title,
    status: refusal.status,
    code: refusal.code,
    detail: refusal.message,
    remedy,
    ...(instance === undefined ? {} : { instance }),
    traceId,
    retryable: refusal.status >= 500 || passing.has(refusal.code),
    ...(refusal.errors === undefined ? {} : { errors: [...refusal.errors] }),
    ...(refusal.moreErrors === undefined ? {} : { moreErrors: refusal.moreErrors }),
    ...(refusal.existing === undefined ? {} : { existing: refusal.existing }),
  }
}
