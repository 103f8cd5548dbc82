import type { Call } from './call.ts'

/**
 * Whether Azure has just answered that the operation is not known. It forgets them, sooner than it promises; and right
 * after an operation, the resource itself may not be visible everywhere. In both cases the resource knows.
 */
export function hasVanished({ conversation }: Call): boolean {
  const status = conversation.lastAnswer?.status
  return status === 404 || status === 410
}
