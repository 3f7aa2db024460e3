import { chromium } from '@playwright/test'
import { browserProgram as installed } from '../../main/report/pdf/browser-program.ts'

/** A Chromium that this machine has: CHROMIUM_PATH, the usual programs, or the one that Playwright downloaded. */
export function browserProgram(): string | undefined {
  return installed(process.env, chromium.executablePath())
}

export const NO_BROWSER =
  'No Chromium, Chrome or Edge was found. Install one (Debian: apt-get install chromium; anywhere: npx playwright install chromium), or name one in CHROMIUM_PATH.'
