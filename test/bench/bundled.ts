/** index-one.ts as a package would have it: in bundles, the worker's beside its own. Run from sources, a small file's time is that of finding some hundred of them. */
import { join } from 'node:path'
import { build, type Plugin } from 'vite'
import { asciiChunks } from '../../build/ascii-chunks.ts'

const root = join(import.meta.dirname, '../..')
/** Inside the checkout, where a bundle finds the packages that it imports. */
const FOLDER = join(root, 'node_modules/.cache/gskope-bench')

/** Diagnosis left out: in the place of the two modules through which it is asked stand some that say nothing. */
const SILENT: Readonly<Record<string, string>> = {
  '/main/ingest/cause-alone.ts': 'export function causeAlone() {}',
  '/main/engine/case-causes.ts': 'export async function judgeCauses() {}',
}

/** Builds it anew; resolves with the file to run. */
export async function bundledIndexing(withoutCauses: boolean): Promise<string> {
  const outDir = join(FOLDER, withoutCauses ? 'without-causes' : 'whole')
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    plugins: withoutCauses ? [silent(), asciiChunks()] : [asciiChunks()],
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      target: 'node22',
      rolldownOptions: {
        input: {
          'index-one': join(import.meta.dirname, 'index-one.ts'),
          'ingest-worker': join(root, 'main/ingest/worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
      },
    },
  })
  return join(outDir, 'index-one.js')
}

function silent(): Plugin {
  return {
    name: 'bench:silent',
    load: (id) => Object.entries(SILENT).find(([path]) => id.endsWith(path))?.[1],
  }
}
