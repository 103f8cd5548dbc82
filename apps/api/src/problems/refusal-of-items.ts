import { type ErrorCode, errorCatalogue, mostListedErrors, type ProblemItem } from '@palisade/contract'
import { Refusal } from './refusal.ts'

/** How many faults the detail of the whole repeats. All that are listed have a detail of their own. */
const mostInDetail = 10

/**
 * Refuses a request for everything that is wrong with it at once. The code of the whole is the code of its items if
 * they have the same; if several differ it says whether the form is wrong or the meaning.
 * @param statusOfSeveral the status where the items' codes differ: 400 for the form, 422 for the meaning
 * @param left how many faults were found beside the items
 */
export function refusalOfItems(items: readonly ProblemItem[], statusOfSeveral: 400 | 422, left = 0): Refusal {
  const errors = items.slice(0, mostListedErrors)
  const moreErrors = items.length - errors.length + left
  const codes = [...new Set(errors.map((item) => item.code))]
  const [only] = codes
  const unsaid = Math.max(0, errors.length - mostInDetail) + moreErrors
  const detail = [
    ...errors.slice(0, mostInDetail).map((item) => item.detail),
    ...(unsaid === 0 ? [] : [`And ${unsaid} more.`]),
  ].join(' ')
  const parts = { errors, ...(moreErrors === 0 ? {} : { moreErrors }) }
  if (codes.length === 1 && only !== undefined && isErrorCode(only)) return new Refusal(only, detail, parts)
  return new Refusal(statusOfSeveral === 400 ? 'invalid-request' : 'impossible-request', detail, parts)
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCatalogue, code)
}
