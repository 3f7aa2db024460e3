import module from 'node:module'
import { workerData } from 'node:worker_threads'
import { HASH_ROLE, READER_ROLE } from './thread-role.ts'

/**
 * The ingest worker, in four roles: the thread that writes the index, the thread that reads large sources for it, (started by that one)
 * the thread that hashes them, and the thread that searches a source. One file for all, as every entry is a bundle of its own. Loaded late, so that the code comes from the cache: half the time to start.
 */
// Node 22.0 has no such cache.
;(module as Partial<typeof module>).enableCompileCache?.()
if (workerData === HASH_ROLE) {
  const { serveAsHash } = await import('./hash-thread.ts')
  serveAsHash()
} else if (workerData === READER_ROLE) {
  const { serveAsReader } = await import('./reader-thread.ts')
  serveAsReader(import.meta.filename)
} else if (typeof workerData === 'object' && workerData !== null) {
  const { isSearchJob, serveAsSearcher } = await import('./search-thread.ts')
  if (isSearchJob(workerData)) serveAsSearcher(workerData)
} else {
  const { serveAsWriter } = await import('./writer-thread.ts')
  serveAsWriter(import.meta.filename)
}
