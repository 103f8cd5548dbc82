import type { ErrorCode, ProblemItem } from '@palisade/contract'

/** One problem with a request, with a code of the catalogue. */
export function problem(code: ErrorCode, pointer: string, detail: string): ProblemItem {
  return { code, pointer, detail }
}

/** A name as a part of a JSON pointer (RFC 6901). */
export function pointerPart(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}
