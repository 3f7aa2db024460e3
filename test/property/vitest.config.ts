import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** `npm run properties`: each property for as long as GSKOPE_RUNS says. A failure prints its seed and the shrunk input: keep that as an example. */
export default defineConfig({
  test: {
    root: join(import.meta.dirname, '../..'),
    include: ['test/property/**/*.test.ts'],
    setupFiles: [join(import.meta.dirname, 'many-runs.ts')],
    testTimeout: 3_600_000,
  },
})
