import { join } from 'node:path'

/** The bundled example's files: `build/example/case`, two folders up from a checkout's `main/engine` and from the bundles' `out/main` alike. */
export function exampleFolder(): string {
  // Readers seek in the files, which lie beside the archive of a packaged application, not in it.
  return join(import.meta.dirname, '..', '..', 'build', 'example', 'case').replace(/\bapp\.asar\b/, 'app.asar.unpacked')
}
