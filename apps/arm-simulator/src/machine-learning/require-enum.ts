import type { Json } from '../json/json.ts'
import { badRequest } from './bad-request.ts'

/** What is not said is fine; what is said must be one of these. */
export function requireEnum(value: Json | undefined, field: string, allowed: readonly string[]): void {
  if (value === undefined || value === null || (typeof value === 'string' && allowed.includes(value))) return
  throw badRequest(
    `The value '${typeof value === 'string' ? value : JSON.stringify(value)}' of ${field} is invalid. Allowed values: ${allowed.join(', ')}.`,
    field,
  )
}
