import { parentPort } from 'node:worker_threads'
import { openForWriting } from '../../db/open.ts'
import { removeSourceContent, removeSourceRow } from '../../db/write/remove-source.ts'
import { indexSource } from './index-source.ts'
import type { FromIngest, IngestJob } from './job.ts'
import { joinCase } from './join-case.ts'

/** The worker thread that reads hostile bytes and writes the index: one job after the other, as there is one writer. */

const port = parentPort
if (!port) throw new Error('the ingest worker runs in a worker thread')
const say = (message: FromIngest): void => port.postMessage(message)

let last: Promise<void> = Promise.resolve()
port.on('message', (job: IngestJob) => {
  last = last.then(() => run(job))
})

async function run(job: IngestJob): Promise<void> {
  const { jobId } = job
  const aborted = (): boolean => Atomics.load(job.abort, 0) !== 0
  try {
    const index = openForWriting(job.caseFile)
    try {
      if (job.kind === 'index') {
        await indexSource(index, job.sourceId, job.path, { aborted, onProgress: progress => say({ kind: 'progress', jobId, progress }) })
      } else if (job.kind === 'remove') {
        removeSourceContent(index, job.sourceId)
        removeSourceRow(index, job.sourceId)
      } else {
        joinCase(index, aborted)
      }
    } finally {
      index.db.close()
    }
    say({ kind: 'done', jobId })
  } catch (error) {
    say({ kind: 'failed', jobId, message: error instanceof Error ? error.message : String(error) })
  }
}
