import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']

const PLACES: Readonly<Record<string, readonly string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap((base) => {
    const folder = process.env[base]
    return folder
      ? [join(folder, 'Google/Chrome/Application/chrome.exe'), join(folder, 'Microsoft/Edge/Application/msedge.exe')]
      : []
  }),
}

/** A Chromium that this machine has: CHROMIUM_PATH, the usual programs, or the one that Playwright downloaded. */
export function browserProgram(): string | undefined {
  const asked = process.env['CHROMIUM_PATH']
  if (asked) return asked
  const path = (process.env['PATH'] ?? '').split(delimiter)
  const found = [
    ...path.flatMap((folder) => NAMES.map((name) => join(folder, name))),
    ...(PLACES[process.platform] ?? []),
  ]
  return [...found, chromium.executablePath()].find((file) => existsSync(file))
}

export const NO_BROWSER =
  'No Chromium, Chrome or Edge was found. Install one (Debian: apt-get install chromium; anywhere: npx playwright install chromium), or name one in CHROMIUM_PATH.'
