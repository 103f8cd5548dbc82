import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['{apps,packages}/*/{src,test}/**/*.test.ts', '.config/checks/*.test.ts'],
    globalSetup: ['packages/testkit/src/run/global-setup.ts'],
    reporters: ['default', './.config/summary-reporter.ts'],
    // Two cores: more workers would only make the timing of each worse.
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
