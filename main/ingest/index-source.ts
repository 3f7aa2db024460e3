import type { WritableCase } from '../../db/open.ts'
import { removeSourceContent } from '../../db/write/remove-source.ts'
import { prepareSourceWriter } from '../../db/write/source-row.ts'
import type { FromReading } from './batch.ts'
import { BatchWriter } from './batch-writer.ts'
import type { IngestProgress } from './job.ts'
import { type KeyUse, NO_KEYS } from './key-logs.ts'
import { readSource, type ReadSourceOptions } from './read-source.ts'

export interface IndexSourceOptions {
  /** Asked between blocks of the source. */
  readonly aborted: () => boolean
  readonly keys?: KeyUse
  readonly onProgress: (progress: IngestProgress) => void
  /** How the source is read: here, or in a thread of its own. */
  readonly read?: (sourceId: number, path: string, options: ReadSourceOptions) => Promise<void>
}

/** Reads a source into the index. What goes wrong with the source ends in its row; only a broken index or a dead reader throws. */
export async function indexSource(
  index: WritableCase,
  sourceId: number,
  path: string,
  options: IndexSourceOptions,
): Promise<void> {
  const startedAt = performance.now()
  const sourceWriter = prepareSourceWriter(index)
  removeSourceContent(index, sourceId)
  let writer = new BatchWriter(index, sourceId, sourceWriter)
  const receive = (message: FromReading): void => {
    if (message.kind === 'batch') return writer.write(message.batch)
    if (message.kind === 'again') {
      removeSourceContent(index, sourceId)
      writer = new BatchWriter(index, sourceId, sourceWriter)
      return
    }
    const { facts } = message
    sourceWriter.update({
      ...facts,
      indexedInMs: facts.state === 'indexing' ? null : Math.round(performance.now() - startedAt),
    })
    options.onProgress({ sourceId, indexedBytes: facts.indexedBytes, bytes: facts.bytes, records: facts.records })
  }
  await (options.read ?? readSource)(sourceId, path, {
    first: writer.firstIds(),
    keys: options.keys ?? NO_KEYS,
    aborted: options.aborted,
    send: receive,
  })
}
