import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['{apps,packages}/*/{src,test}/**/*.test.ts', '.config/checks/*.test.ts'],
    globalSetup: ['packages/testkit/src/run/global-setup.ts'],
    reporters: ['default', './.config/summary-reporter.ts'],
    // One for each core: many suites start programs of their own. More than eight would want more connections than the
    // one PostgreSQL server of the run gives.
    maxWorkers: Math.min(8, availableParallelism()),
    // These are for what hangs, and promise nothing: the machine may be busy with something else.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
  },
})
