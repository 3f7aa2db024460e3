import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { build, mergeConfig } from 'vite'
import config from '../electron.vite.config.ts'
import { electronBinary } from './electron-binary.ts'

/**
 * `npm run dev`: electron-vite with hot reload where Electron is installed. Elsewhere the window is rebuilt as its sources change and
 * served by `gskope serve`, which runs from its sources and starts again when they change; reload the page to see the change.
 */

const root = join(import.meta.dirname, '..')

function run(args: readonly string[]): void {
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' })
  // The terminal sends Ctrl-C to the child as well; this process ends with it.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill())
  child.on('close', (code) => process.exit(code ?? 0))
}

if (electronBinary()) {
  run([join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'dev', '--watch'])
} else {
  console.error("gskope: Electron's binary is missing (npx install-electron fetches it), so the window opens in the browser.")
  const page = { configFile: false as const, base: './', logLevel: 'warn' as const, build: { outDir: join(root, 'out/renderer'), emptyOutDir: true, watch: {} } }
  await build(mergeConfig(config.renderer ?? {}, page))
  run(['--watch', 'main/command/main.ts', 'serve', '--example'])
}
