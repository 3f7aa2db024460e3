import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { exampleFolder } from '../engine/example-folder.ts'
import { gskopeHome } from '../engine/home.ts'
import { serve, ServeProblem } from '../serve/serve.ts'
import { EXIT, type ExitStatus } from './exit-status.ts'
import { openInBrowser } from './open-in-browser.ts'
import { gskopeVersion } from './version.ts'

export interface ServeOptions {
  readonly port: number
  readonly open?: boolean
  readonly example?: boolean
}

/** The built window: beside the bundles, and in a checkout where they are. */
const windowFolder = join(import.meta.dirname, '..', '..', 'out', 'renderer')

/** `gskope serve`: stays until Ctrl-C. */
export async function serveUntilInterrupted(files: readonly string[], options: ServeOptions): Promise<ExitStatus> {
  try {
    const serving = await serve({
      engine: { home: gskopeHome(), version: gskopeVersion(), exampleFolder: exampleFolder() },
      files: files.map((file) => resolve(file)),
      example: options.example ?? false,
      port: options.port,
      windowFolder,
    })
    process.stdout.write(
      `gskope is at ${serving.url}\nThe address is for this machine only and holds a secret. Ctrl-C ends it.\n`,
    )
    if (options.open) openInBrowser(serving.url)
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
    await serving.close()
    return EXIT.ok
  } catch (error) {
    if (!(error instanceof ServeProblem)) throw error
    process.stderr.write(`gskope: ${error.message}\n`)
    return EXIT.nothing
  }
}
