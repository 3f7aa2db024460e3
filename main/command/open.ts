import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { EXIT, type ExitStatus } from './exit-status.ts'

/** The folder with package.json, whose `main` is the built application. */
const applicationFolder = join(import.meta.dirname, '..', '..')

/** `gskope open`: the desktop window. Where Electron is not installed, or its binary was never fetched, the browser shows the same. */
export async function open(files: readonly string[]): Promise<ExitStatus> {
  const program = electronProgram()
  if (program === undefined) {
    process.stderr.write('gskope: Electron is not installed here, so the window opens in the browser.\n')
    const { serveUntilInterrupted } = await import('./serve.ts')
    return serveUntilInterrupted(files, { port: 0, open: true })
  }
  // Set in some terminals of editors; it would make Electron a plain Node.
  const { ELECTRON_RUN_AS_NODE: _unused, ...env } = process.env
  const child = spawn(program, [applicationFolder, ...files.map((file) => resolve(file))], { stdio: 'inherit', env })
  return new Promise((done) => {
    child.on('error', () => done(EXIT.nothing))
    child.on('close', (code) => done(code === 0 ? EXIT.ok : EXIT.nothing))
  })
}

/** Electron's program, found without importing the package: that would fetch it. */
function electronProgram(): string | undefined {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
    const names: Partial<Record<NodeJS.Platform, string>> = {
      darwin: 'Electron.app/Contents/MacOS/Electron',
      win32: 'electron.exe',
    }
    const program = join(folder, 'dist', names[process.platform] ?? 'electron')
    return existsSync(program) ? program : undefined
  } catch {
    return undefined
  }
}
