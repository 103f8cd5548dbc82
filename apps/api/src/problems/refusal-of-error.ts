import type { ErrorCode } from '@palisade/contract'
import { isDatabaseAway } from '@palisade/store'
import { itemsOf } from '../validation/items-of.ts'
import { SchemaErrors } from '../validation/schema-errors.ts'
import { unavailable } from './answer-in-time.ts'
import { Refusal } from './refusal.ts'
import { refusalOfItems } from './refusal-of-items.ts'

/**
 * Sorts whatever was thrown while a request was answered: null for a fault of ours that nobody foresaw.
 * @param notFound the code of an id that does not exist on this route
 */
export function refusalOfError(error: unknown, notFound: ErrorCode): Refusal | null {
  if (error instanceof Refusal) return error
  if (error instanceof SchemaErrors) return ofSchemaErrors(error, notFound)
  if (isDatabaseAway(error)) return unavailable()
  return ofFrameworkError(codeOf(error))
}

function ofSchemaErrors(error: SchemaErrors, notFound: ErrorCode): Refusal {
  // An id that cannot be one of ours names nothing that exists: the answer is the same as for one that could.
  if (error.part === 'params') return new Refusal(notFound)
  const { items, more } = itemsOf(error.errors, error.part)
  return refusalOfItems(items, 400, more)
}

function ofFrameworkError(code: string): Refusal | null {
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new Refusal('body-too-large')
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new Refusal('unsupported-media-type')
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return new Refusal('malformed-message', 'The body is not as long as its header "content-length" says.')
    case 'FST_ERR_BAD_URL':
      return new Refusal('malformed-message', 'The address holds a "%" that is not followed by two hexadecimal digits.')
    case 'FST_ERR_MAX_PARAM_LENGTH':
    case 'FST_ERR_NOT_FOUND':
      return new Refusal('route-not-found')
    default:
      return null
  }
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
}
