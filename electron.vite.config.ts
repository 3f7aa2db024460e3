import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'
import { asciiChunks } from './build/ascii-chunks.ts'

const root = import.meta.dirname
const at = (...parts: string[]): string => join(root, ...parts)

/** The oldest Node that runs `gskope` where it is installed without Electron (package.json, "engines"). */
const OLDEST_NODE = 'node22'

/** `out/main/command.js` is also started as a program; its first line (`#!`) comes from the source. */
function executableCommand(): Plugin {
  return {
    name: 'gskope:executable-command',
    async writeBundle(options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk' && file.isEntry && file.name === 'command') {
          await chmod(join(options.dir ?? at('out/main'), file.fileName), 0o755)
        }
      }
    },
  }
}

/**
 * bits-ui writes `style="display: contents;"` into its templates, which a policy without 'unsafe-inline' refuses; Svelte's directive sets the
 * same through the style object. test/e2e/browser/policy.spec.ts fails when a page breaks its policy.
 */
function noInlineStyle(): Plugin {
  return {
    name: 'gskope:no-inline-style',
    enforce: 'pre',
    transform: {
      filter: { id: /bits-ui.*\.svelte$/ },
      handler: (code) => code.replaceAll('style="display: contents;"', 'style:display="contents"'),
    },
  }
}

export default defineConfig({
  main: {
    plugins: [executableCommand(), asciiChunks()],
    build: {
      outDir: at('out/main'),
      target: OLDEST_NODE,
      rolldownOptions: {
        input: {
          app: at('main/app/main.ts'),
          engine: at('main/engine/process.ts'),
          'ingest-worker': at('main/ingest/worker.ts'),
          command: at('main/command/main.ts'),
        },
        // One folder for all: a process finds the entry that it starts beside its own file, whichever chunk asks.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: at('out/preload'),
      target: OLDEST_NODE,
      // A sandboxed preload is one CommonJS file that can require nothing but `electron`.
      externalizeDeps: false,
      rolldownOptions: {
        input: { bridge: at('preload/bridge.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [noInlineStyle(), svelte({ configFile: false })],
    build: {
      outDir: at('out/renderer'),
      // The same files are shown by Electron and by whatever browser `gskope serve` meets.
      target: 'es2022',
      minify: true,
      // Inlined assets would be data: URLs, which the content security policy forbids for fonts.
      assetsInlineLimit: 0,
      rolldownOptions: { input: at('renderer/index.html') },
    },
  },
})
