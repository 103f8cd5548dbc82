import { existsSync, readFileSync } from 'node:fs'
import { describe, test } from 'vitest'

declare module 'vitest' {
  interface TaskMeta {
    /** What a suite lacks to be run on this machine; the end of the run says so. */
    leftOutFor?: string
  }
}

const folder = new URL('../../../../shared/azure/', import.meta.url)

/** One of the collected fact files that lie beside the repository. The caller says what shape it relies on. */
export function handbook<Shape>(file: string): Shape {
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
}

/**
 * Tests that hold our facts against collected ones. Those are not part of the repository: where they are missing the
 * tests are skipped and the end of the run says so, except in CI, where a check that silently does not run would be worse than none.
 */
export function describeAgainstHandbook(name: string, tests: () => void) {
  if (existsSync(folder)) return describe(name, tests)
  if (process.env.CI !== undefined) {
    return test(name, () => {
      throw new Error(`${folder.pathname} is missing, and in CI these checks must run`)
    })
  }
  return describe.skip(name, { meta: { leftOutFor: '../shared' } }, tests)
}
