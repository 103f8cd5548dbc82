import { existsSync } from 'node:fs'
import { describe, test } from 'vitest'
import { folder } from './official-folder.ts'

declare module 'vitest' {
  interface TaskMeta {
    /** What a suite lacks to be run on this machine; the end of the run says so. */
    leftOutFor?: string
  }
}

/**
 * Microsoft's documents are not part of the repository: where they are missing these tests are skipped and the end of the run says so,
 * except in CI, where a check that silently does not run would be worse than none.
 */
export function describeAgainstDocuments(name: string, tests: () => void) {
  if (existsSync(folder)) return describe(name, tests)
  if (process.env.CI !== undefined) {
    return test(name, () => {
      throw new Error(`${folder.pathname} is missing, and in CI these checks must run`)
    })
  }
  return describe.skip(name, { meta: { leftOutFor: '../shared' } }, tests)
}
