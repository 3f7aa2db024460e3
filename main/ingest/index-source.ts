import { dropConnectionIndexes, makeConnectionIndexes, MAX_WITHOUT_INDEXES } from '../../db/connection-indexes.ts'
import type { WritableCase } from '../../db/open.ts'
import { removeParts, removeSourceContent } from '../../db/write/remove-source.ts'
import { prepareSourceWriter } from '../../db/write/source-row.ts'
import { readersOfParts } from '../format/registry.ts'
import type { FromReading, ReadFacts } from './batch.ts'
import { BatchWriter } from './batch-writer.ts'
import type { IngestProgress } from './job.ts'
import { type KeyUse, NO_KEYS } from './key-logs.ts'
import { readSource, type ReadSourceOptions } from './read-source.ts'

export interface IndexSourceOptions {
  /** Asked between blocks of the source. */
  readonly aborted: () => boolean
  readonly keys?: KeyUse
  /** It is worth while to make the indexes of an empty case after it. */
  readonly large?: boolean
  readonly onProgress: (progress: IngestProgress) => void
  /** How the source is read: here, or in a thread of its own. */
  readonly read?: (sourceId: number, path: string, options: ReadSourceOptions) => Promise<void>
}

/**
 * Reads a source into the index, and once more for each other reader that finds something in it: such a part is a source of its own. What goes
 * wrong with the source ends in its row; only a broken index or a dead reader throws.
 */
export async function indexSource(
  index: WritableCase,
  sourceId: number,
  path: string,
  options: IndexSourceOptions,
): Promise<void> {
  removeParts(index, sourceId)
  const whole = await indexAs(undefined, index, sourceId, path, options)
  const sourceWriter = prepareSourceWriter(index)
  for (const { id } of readersOfParts(whole?.otherFormats ?? [])) {
    if (options.aborted()) return
    await indexAs(id, index, sourceWriter.insertPart(sourceId), path, options)
  }
}

/** The facts that the reading ended with; undefined when it never came as far. */
async function indexAs(
  format: string | undefined,
  index: WritableCase,
  sourceId: number,
  path: string,
  options: IndexSourceOptions,
): Promise<ReadFacts | undefined> {
  const startedAt = performance.now()
  const sourceWriter = prepareSourceWriter(index)
  removeSourceContent(index, sourceId)
  let writer = new BatchWriter(index, sourceId, sourceWriter)
  let last: ReadFacts | undefined
  let late = options.large === true && dropConnectionIndexes(index.db)
  const makeIndexes = (): void => {
    if (late) makeConnectionIndexes(index.db)
    late = false
  }
  const receive = (message: FromReading): void => {
    if (message.kind === 'batch') {
      writer.write(message.batch)
      if (writer.legs > MAX_WITHOUT_INDEXES) makeIndexes()
      return
    }
    if (message.kind === 'again') {
      removeSourceContent(index, sourceId)
      writer = new BatchWriter(index, sourceId, sourceWriter)
      return
    }
    const { otherFormats: _others, ...facts } = message.facts
    last = message.facts
    sourceWriter.update({
      ...facts,
      indexedInMs: facts.state === 'indexing' ? null : Math.round(performance.now() - startedAt),
    })
    options.onProgress({ sourceId, indexedBytes: facts.indexedBytes, bytes: facts.bytes, records: facts.records })
  }
  try {
    await (options.read ?? readSource)(sourceId, path, {
      first: writer.firstIds(),
      keys: options.keys ?? NO_KEYS,
      format,
      aborted: options.aborted,
      send: receive,
    })
  } finally {
    makeIndexes()
  }
  return last
}
