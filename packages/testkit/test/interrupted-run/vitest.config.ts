import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** A run of one suite that never ends, as `.config/vitest.config.ts` would run it. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  test: { include: ['never-ends.ts'], globalSetup: ['../../src/run/global-setup.ts'], testTimeout: 0, hookTimeout: 0 },
})
