import { join } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import { defineConfig } from 'vitest/config'

// Three projects: what runs in Node, what runs in a window, and the built bundles (`npm run e2e` builds on `npm run build`).
// A busy machine is slow; what hangs is ended all the same.
const PATIENT_MS = 180_000

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/{unit,property,golden}/**/*.test.ts'],
          exclude: ['test/unit/renderer/**'],
          testTimeout: PATIENT_MS,
          hookTimeout: PATIENT_MS,
        },
      },
      {
        resolve: { alias: { electron: join(import.meta.dirname, 'test/support/electron-stand-in.ts') } },
        test: {
          name: 'bundle',
          environment: 'node',
          include: ['test/e2e/{shell,package}/**/*.test.ts'],
          testTimeout: PATIENT_MS,
          hookTimeout: PATIENT_MS,
        },
      },
      {
        plugins: [svelte({ configFile: false }), svelteTesting()],
        test: {
          name: 'window',
          environment: 'jsdom',
          include: ['test/unit/renderer/**/*.test.ts'],
          testTimeout: PATIENT_MS,
        },
      },
    ],
  },
})
