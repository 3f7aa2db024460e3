import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createServer, mergeConfig } from 'vite'
import config from '../electron.vite.config.ts'
import { exampleFolder } from '../main/engine/example-folder.ts'
import { gskopeHome } from '../main/engine/home.ts'
import { serve } from '../main/serve/serve.ts'
import { electronBinary } from './electron-binary.ts'

/** `npm run dev`: the window, reloading as its sources change; in the browser where Electron's binary is missing. Ends with Ctrl-C. */

const root = join(import.meta.dirname, '..')

/** Rebuilds and restarts the main process, too. */
function inElectron(): void {
  const script = join(root, 'node_modules/electron-vite/bin/electron-vite.js')
  const child = spawn(process.execPath, [script, 'dev', '--watch'], { cwd: root, stdio: 'inherit' })
  // A terminal sends Ctrl-C to the child as well, and this process ends with it.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill())
  child.on('close', (code) => process.exit(code ?? 0))
}

/** Vite gives the page and passes the engine's socket on; the engine runs from its sources as they were at the start. */
async function inBrowser(): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const engine = { home: gskopeHome(), version, exampleFolder: exampleFolder(), checkReplies: true }
  const serving = await serve({ engine, files: [], example: true, port: 0, windowFolder: join(root, 'renderer') })
  const { origin: target, hash } = new URL(serving.url)
  // `serve` answers its own page alone: to it, Vite's page is that page.
  const pass = { target, changeOrigin: true, rewriteWsOrigin: true, headers: { origin: target } }
  const page = {
    configFile: false as const,
    server: { host: '127.0.0.1', proxy: { '/engine': { ...pass, ws: true }, '/upload': pass } },
  }
  const vite = await createServer(mergeConfig(config.renderer ?? {}, page))
  await vite.listen()
  console.log(`The window: ${new URL(hash, vite.resolvedUrls?.local[0]).href}`)
  const end = (): void => void Promise.all([vite.close(), serving.close()]).then(() => process.exit(0))
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
}

if (electronBinary()) inElectron()
else {
  console.error(
    "gskope: Electron's binary is missing (npx install-electron fetches it), so the window opens in the browser.",
  )
  await inBrowser()
}
