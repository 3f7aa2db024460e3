import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { electronBinary, fetchElectron } from './electron-binary.ts'
import { isBuilt } from './freshness.ts'

/**
 * `npm start [-- FILE...]`: builds what is missing or old, then opens the desktop window, or the same application in the browser where
 * Electron cannot be had. Without files it opens the bundled example.
 */

const root = join(import.meta.dirname, '..')
const command = join(root, 'out/main/command.js')

/** A window that a person closed lived longer or ended with 0; what ends with an error this early never opened. */
const EARLY_MS = 10_000

const say = (line: string): void => console.error(`gskope: ${line}`)

function runNode(script: string, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  return new Promise((done) => {
    child.on('error', () => done(1))
    child.on('close', (code) => done(code ?? 1))
  })
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
}

/** Runs the desktop window until it is closed; undefined when it could not open at all. */
function runElectron(binary: string, files: readonly string[]): Promise<number | undefined> {
  // Set in some terminals of editors; it would make Electron a plain Node.
  const { ELECTRON_RUN_AS_NODE: _unused, ...env } = process.env
  const child = spawn(binary, [root, ...(files.length > 0 ? files : ['--example'])], { stdio: 'inherit', env })
  const startedAt = Date.now()
  let asked = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      asked = true
      child.kill(signal)
    })
  }
  return new Promise((done) => {
    child.on('error', () => done(undefined))
    child.on('close', (code) => {
      if (asked) done(0)
      else if (code !== 0 && Date.now() - startedAt < EARLY_MS) done(undefined)
      else done(code ?? 1)
    })
  })
}

/** Becomes `gskope serve`: the same process, so that Ctrl-C meets nobody in between. */
async function becomeServe(files: readonly string[]): Promise<void> {
  const open = hasDisplay() && !process.env['CI'] ? ['--open'] : []
  process.argv = [process.execPath, command, 'serve', ...open, ...(files.length > 0 ? files : ['--example'])]
  await import(pathToFileURL(command).href)
}

async function start(): Promise<void> {
  // npm runs scripts in the package's folder and says in INIT_CWD where the user stood.
  const files = process.argv.slice(2).map((file) => resolve(process.env['INIT_CWD'] ?? process.cwd(), file))
  if (!isBuilt(root)) {
    say('building (at the first start and after changes)')
    const code = await runNode(join(root, 'node_modules/electron-vite/bin/electron-vite.js'), [
      'build',
      '--logLevel',
      'warn',
    ])
    if (code !== 0) {
      say('the build failed; `npm run build` shows why')
      process.exitCode = 1
      return
    }
  }
  let binary = electronBinary()
  if (!binary) {
    const slow = setTimeout(() => say('fetching Electron (about 120 MB, at the first start)'), 3_000)
    const fetched = await fetchElectron().finally(() => clearTimeout(slow))
    if ('binary' in fetched) binary = fetched.binary
    else
      say(
        `Electron could not be fetched (${fetched.reason}), so the window opens in the browser; set ELECTRON_MIRROR to fetch it from a mirror.`,
      )
  }
  if (binary && hasDisplay()) {
    const code = await runElectron(binary, files)
    if (code !== undefined) {
      process.exitCode = code
      return
    }
    say('Electron could not open a window here, so it opens in the browser.')
  } else if (binary) say('there is no display here, so the window opens in the browser.')
  await becomeServe(files)
}

await start()
