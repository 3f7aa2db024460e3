/**
 * Preloaded (`node --import`) where indexing is measured without diagnosis: in the place of the two modules through which it is asked stand
 * some that say nothing. Threads are started with it too.
 */
import { registerHooks } from 'node:module'

const SILENT: Readonly<Record<string, string>> = {
  '/main/ingest/cause-alone.ts': 'export function causeAlone() {}',
  '/main/engine/case-causes.ts': 'export async function judgeCauses() {}',
}

registerHooks({
  load: (url, context, next) => {
    const [, source] = Object.entries(SILENT).find(([path]) => url.endsWith(path)) ?? []
    return source === undefined ? next(url, context) : { format: 'module', source, shortCircuit: true }
  },
})
