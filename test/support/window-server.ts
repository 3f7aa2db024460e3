import { createServer } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import sirv from 'sirv'
import { build } from 'vite'

const ROOT = join(import.meta.dirname, '../unit/renderer/stand-in-window')

export interface WindowServer {
  /** Address of a scene of the stand-in engine, and of a place in it. */
  readonly at: (scene: string, hash?: string) => string
  readonly close: () => Promise<void>
}

/** Bundles the window over the stand-in engine and serves it to this machine alone. */
export async function serveStandInWindow(): Promise<WindowServer> {
  const outDir = mkdtempSync(join(tmpdir(), 'gskope-window-'))
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'error',
    plugins: [svelte({ configFile: false })],
    build: { outDir, emptyOutDir: true, target: 'esnext', chunkSizeWarningLimit: 8_000 },
  })
  const files = sirv(outDir, { dev: false })
  const server = createServer((request, response) => files(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    at: (scene, hash = '') => `http://127.0.0.1:${port}/?${scene}${hash}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      rmSync(outDir, { recursive: true, force: true })
    },
  }
}
