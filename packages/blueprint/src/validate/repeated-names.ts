import type { ErrorCode, ProblemItem } from '@palisade/contract'
import { problem } from './problem.ts'

/** The names that stand earlier in the list. Azure does not tell upper from lower case in them. */
export function repeatedNames(
  code: ErrorCode,
  named: readonly { readonly name: string; readonly at: string }[],
): ProblemItem[] {
  const first = new Map<string, string>()
  return named.flatMap(({ name, at }) => {
    const earlier = first.get(name.toLowerCase())
    if (earlier === undefined) {
      first.set(name.toLowerCase(), at)
      return []
    }
    return [problem(code, at, `"${name}" is the name at ${earlier} too: choose another one.`)]
  })
}
