import module from 'node:module'
import { workerData } from 'node:worker_threads'

/**
 * The ingest worker, in two roles: the thread that writes the index, and (started by that one) the thread that reads large sources for it.
 * One file for both, as every entry is a bundle of its own. Loaded late, so that the code comes from the cache: half the time to start.
 */
// Node 22.0 has no such cache.
;(module as Partial<typeof module>).enableCompileCache?.()
const { READER_ROLE, serveAsReader } = await import('./reader-thread.ts')
if (workerData === READER_ROLE) serveAsReader()
else {
  const { serveAsWriter } = await import('./writer-thread.ts')
  serveAsWriter(import.meta.filename)
}
