import { existsSync, readFileSync } from 'node:fs'
import { describe, test } from 'vitest'

const folder = new URL('../../../../shared/azure/', import.meta.url)

/** One of the collected fact files that lie beside the repository. The caller says what shape it relies on. */
export function handbook<Shape>(file: string): Shape {
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
}

/**
 * Tests that hold our facts against collected ones. Those are not part of the repository: where they are missing the
 * tests are skipped and say so, except in CI, where a check that silently does not run would be worse than none.
 */
export function describeAgainstHandbook(name: string, tests: () => void) {
  if (existsSync(folder)) return describe(name, tests)
  if (process.env.CI !== undefined) {
    return test(name, () => {
      throw new Error(`${folder.pathname} is missing, and in CI these checks must run`)
    })
  }
  console.warn(`SKIPPED: ${name}: ${folder.pathname} is missing`)
  return describe.skip(name, tests)
}
