import type { JsonObject } from '../json/json.ts'
import { read } from '../json/read.ts'

const conflicts = new Set([
  'AnotherOperationInProgress',
  'Conflict',
  'OperationNotAllowed',
  'ScopeLocked',
  'StorageAccountOperationInProgress',
])

/**
 * The status that the result address of a failed operation answers with: the one that the same error has when it is told at
 * once. A 429 is left out, because a client would take it for a poll too many and ask again for ever.
 */
export function statusOfError(error: JsonObject): number {
  const code = read.text(error, 'code') ?? ''
  if (code === 'InternalServerError') return 500
  if (/NotFound$|DoesNotExist$/.test(code)) return 404
  return conflicts.has(code) ? 409 : 400
}
