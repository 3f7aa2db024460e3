import { defineConfig } from '@playwright/test'
import { NO_BROWSER, browserProgram } from '../support/browser-program.ts'

const program = browserProgram()
if (!program) throw new Error(NO_BROWSER)

export default defineConfig({
  outputDir: '../../test-results/e2e',
  // Each journey starts a server, an engine and a browser of its own.
  workers: 2,
  fullyParallel: true,
  // A busy machine is slow; what hangs is ended all the same.
  timeout: 240_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  // A trace of what happened costs half the speed: `--trace on` when one is needed.
  use: { screenshot: 'only-on-failure' },
  projects: [
    {
      name: 'browser',
      testDir: 'browser',
      use: {
        browserName: 'chromium',
        viewport: { width: 1360, height: 860 },
        launchOptions: {
          executablePath: program,
          // Chromium has no sandbox for root, which is what containers run as.
          chromiumSandbox: process.getuid?.() !== 0,
        },
      },
    },
    { name: 'electron', testDir: 'electron' },
  ],
})
