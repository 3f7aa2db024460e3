import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/** How long a download may stand still. The whole may take as long as the line needs for its 120 MB. */
const STALL_MS = 60_000
/** How often within that time the download folder is looked at. */
const LOOKS = 30

/** The folder of the electron package, or undefined in an installation without development packages. */
function packageFolder(): string | undefined {
  try {
    return dirname(require.resolve('electron/package.json'))
  } catch {
    return undefined
  }
}

/** The path of Electron's program, or undefined while it has not been fetched. Asking never fetches it (importing `electron` would). */
export function electronBinary(folder = packageFolder()): string | undefined {
  if (!folder) return undefined
  try {
    const program = readFileSync(join(folder, 'path.txt'), 'utf8')
    const path = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'), program)
    return existsSync(path) ? path : undefined
  } catch {
    return undefined
  }
}

export type Fetched = { readonly binary: string } | { readonly reason: string }

/** Fetches Electron with its own installer, which knows mirrors and proxies; `reason` is the installer's own last word. */
export async function fetchElectron(folder = packageFolder(), stallMs = STALL_MS): Promise<Fetched> {
  if (!folder) return { reason: 'the package electron is not installed' }
  // The installer downloads into the temporary folder: one of its own shows how far it got, and leaves nothing behind.
  const temporary = mkdtempSync(join(tmpdir(), 'gskope-electron-'))
  try {
    const problem = await runInstaller(join(folder, 'install.js'), temporary, stallMs)
    const binary = electronBinary(folder)
    return binary ? { binary } : { reason: problem ?? 'the installer left no program' }
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

function runInstaller(script: string, temporary: string, stallMs: number): Promise<string | undefined> {
  const child = spawn(process.execPath, [script], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, TMPDIR: temporary, TMP: temporary, TEMP: temporary },
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(0, 10_000)))
  let size = 0
  let grewAt = Date.now()
  let stalled = false
  const watch = setInterval(() => {
    const now = folderSize(temporary)
    if (now !== size) grewAt = Date.now()
    size = now
    if (Date.now() - grewAt < stallMs) return
    stalled = true
    child.kill()
  }, stallMs / LOOKS)
  return new Promise((resolve) => {
    const end = (problem: string | undefined): void => {
      clearInterval(watch)
      resolve(problem)
    }
    child.on('error', (error) => end(error.message))
    child.on('close', (code) => {
      if (stalled) end(`nothing came for ${Math.round(stallMs / 1000)} s`)
      else end(code === 0 ? undefined : firstLine(said))
    })
  })
}

function folderSize(folder: string): number {
  let bytes = 0
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) bytes += statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0
  }
  return bytes
}

/** The message out of a stack trace, without the class; the installer prints no cause for a failed connection. */
function firstLine(text: string): string {
  const line = text.split('\n').find((candidate) => candidate.trim() !== '') ?? 'the installer failed'
  const message = line.trim().replace(/^\w*Error: /, '')
  return message === 'fetch failed' ? 'its download site cannot be reached' : message
}
