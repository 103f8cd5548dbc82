import { type ErrorCode, errorCatalogue, type ProblemItem } from '@palisade/contract'
import { Refusal } from './refusal.ts'

/**
 * Refuses a request for everything that is wrong with it at once. The code of the whole is the code of its items if
 * they have the same; if several differ it says whether the form is wrong or the meaning.
 * @param statusOfSeveral the status where the items' codes differ: 400 for the form, 422 for the meaning
 */
export function refusalOfItems(items: readonly ProblemItem[], statusOfSeveral: 400 | 422): Refusal {
  const codes = [...new Set(items.map((item) => item.code))]
  const [only] = codes
  const detail = items.map((item) => item.detail).join(' ')
  if (codes.length === 1 && only !== undefined && isErrorCode(only)) return new Refusal(only, detail, { errors: items })
  return new Refusal(statusOfSeveral === 400 ? 'invalid-request' : 'impossible-request', detail, { errors: items })
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCatalogue, code)
}
