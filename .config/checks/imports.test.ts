import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

test.each([
  ['packages/store/src/a.ts', 'import "@palisade/testkit"'],
  ['packages/store/src/a.ts', 'import "@palisade/local-postgres"'],
  ['apps/worker/src/a.ts', 'import { startSimulator } from "@palisade/arm-simulator"'],
  ['apps/worker/src/a.ts', 'import type { Simulator } from "@palisade/arm-simulator"'],
  ['apps/worker/src/a.ts', 'export { judge } from "@palisade/arm-simulator/openapi"'],
  ['apps/worker/src/a.ts', 'await import("@palisade/arm-simulator")'],
  ['apps/standalone/src/a.ts', 'import "@palisade/testkit"'],
])('%s may not say %s: src/ runs in production', (file, source) => {
  expect(refused({ [file]: source })).toEqual([`${file} noRestrictedImports`])
})

test.each([
  ['apps/standalone/src/a.ts', 'import "@palisade/local-postgres"'],
  ['apps/standalone/src/a.ts', 'import "@palisade/arm-simulator"'],
  ['packages/testkit/src/a.ts', 'import "@palisade/local-postgres"'],
  ['packages/store/src/a.test.ts', 'import "@palisade/testkit"'],
  ['packages/store/test/a.ts', 'import "@palisade/testkit"'],
])('%s may say %s', (file, source) => {
  expect(refused({ [file]: source })).toEqual([])
})

test.each(['import', 'import type'])('files that %s from each other are a circle', (words) => {
  const files = {
    'apps/api/src/a.ts': `${words} { B } from './b.ts'\nexport interface A { b: B }`,
    'apps/api/src/b.ts': `${words} { A } from './a.ts'\nexport interface B { a: A }`,
  }
  expect(refused(files)).toEqual(['apps/api/src/a.ts noImportCycles', 'apps/api/src/b.ts noImportCycles'])
})

/** What the linter refuses of these files, with the project's rules about imports. */
function refused(files: Readonly<Record<string, string>>): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'palisade-imports-'))
  try {
    // The folder is in no repository.
    const configuration = { extends: [join(root, '.biome.json')], vcs: { enabled: false } }
    writeFileSync(join(folder, 'biome.json'), JSON.stringify(configuration))
    for (const [file, source] of Object.entries(files)) {
      mkdirSync(join(folder, dirname(file)), { recursive: true })
      writeFileSync(join(folder, file), source)
    }
    const rules = ['--only=style/noRestrictedImports', '--only=suspicious/noImportCycles']
    const { status, stdout } = spawnSync(
      join(root, 'node_modules/.bin/biome'),
      ['lint', ...rules, '--reporter=github', '.'],
      { cwd: folder, encoding: 'utf8' },
    )
    const found = [...stdout.matchAll(/title=lint\/\w+\/(\w+),file=([^,]+)/g)].map(
      ([, rule, file = '']) => `${relative(folder, file)} ${rule}`,
    )
    expect(status).toBe(found.length === 0 ? 0 : 1)
    return found.sort()
  } finally {
    rmSync(folder, { recursive: true })
  }
}
