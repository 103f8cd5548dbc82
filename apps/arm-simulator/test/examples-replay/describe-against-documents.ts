import { existsSync } from 'node:fs'
import { describe, test } from 'vitest'
import { folder } from './official-folder.ts'

/**
 * Microsoft's documents are not part of the repository: where they are missing these tests are skipped and say so,
 * except in CI, where a check that silently does not run would be worse than none.
 */
export function describeAgainstDocuments(name: string, tests: () => void) {
  if (existsSync(folder)) return describe(name, tests)
  if (process.env.CI !== undefined) {
    return test(name, () => {
      throw new Error(`${folder.pathname} is missing, and in CI these checks must run`)
    })
  }
  console.warn(`SKIPPED: ${name}: ${folder.pathname} is missing`)
  return describe.skip(name, tests)
}
