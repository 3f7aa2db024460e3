import { statSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import { openForWriting } from '../../db/open.ts'
import { removeParts, removeSourceContent, removeSourceRow } from '../../db/write/remove-source.ts'
import { indexSource } from './index-source.ts'
import type { FromIngest, IngestJob } from './job.ts'
import { joinCase } from './join-case.ts'
import { placeNotes } from './place-notes.ts'
import { placePastLegs } from './past-leg.ts'
import { readSource } from './read-source.ts'
import { ReaderThread } from './reader-thread.ts'

/** A source smaller than this is read where it is written: the other thread takes longer to start than the source to read. */
const SMALL_BYTES = 4 << 20

/** The thread that writes the index, one job after the other. `entry` is the file that starts a thread that reads. */
export function serveAsWriter(entry: string): void {
  const reader = new ReaderThread(entry)
  let last: Promise<void> = Promise.resolve()
  parentPort?.on('message', (job: IngestJob) => {
    last = last.then(() => run(job, reader))
  })
}

async function run(job: IngestJob, reader: ReaderThread): Promise<void> {
  const { jobId } = job
  const say = (message: FromIngest): void => parentPort?.postMessage(message)
  const aborted = (): boolean => Atomics.load(job.abort, 0) !== 0
  try {
    const large = job.kind === 'index' && !isSmall(job.path)
    // Begins while the case is opened here.
    if (large) reader.start()
    const index = openForWriting(job.caseFile)
    try {
      if (job.kind === 'index') {
        await indexSource(index, job.sourceId, job.path, {
          aborted,
          keys: job.keys,
          onProgress: (progress) => say({ kind: 'progress', jobId, progress }),
          large,
          read: large ? (sourceId, path, options) => reader.read(sourceId, path, job.abort, options) : readSource,
        })
      } else if (job.kind === 'remove') {
        removeParts(index, job.sourceId)
        removeSourceContent(index, job.sourceId)
        removeSourceRow(index, job.sourceId)
      } else {
        if (job.kind === 'join') {
          joinCase(index, aborted)
          placePastLegs(index, aborted)
        }
        placeNotes(index, aborted)
      }
    } finally {
      index.db.close()
    }
    say({ kind: 'done', jobId })
  } catch (error) {
    const outOfMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    say({ kind: 'failed', jobId, outOfMemory, message: error instanceof Error ? error.message : String(error) })
  }
}

function isSmall(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) < SMALL_BYTES
}
