import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

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

/** A Chromium that this machine has: CHROMIUM_PATH, or one of the usual programs, or what `more` names. */
export function browserProgram(env: NodeJS.ProcessEnv = process.env, ...more: readonly string[]): string | undefined {
  const asked = env['CHROMIUM_PATH']
  if (asked) return asked
  const path = (env['PATH'] ?? '').split(delimiter)
  const found = [
    ...path.flatMap((folder) => NAMES.map((name) => join(folder, name))),
    ...(PLACES[process.platform] ?? []),
    ...more,
  ]
  return found.find((file) => existsSync(file))
}
