import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/{unit,property,golden}/**/*.test.ts'],
          exclude: ['test/unit/renderer/**'],
        },
      },
      {
        plugins: [svelte({ configFile: false }), svelteTesting()],
        test: { name: 'window', environment: 'jsdom', include: ['test/unit/renderer/**/*.test.ts'] },
      },
    ],
  },
})
