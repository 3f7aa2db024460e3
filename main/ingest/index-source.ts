import type { WritableCase } from '../../db/open.ts'
import { removeSourceContent } from '../../db/write/remove-source.ts'
import { prepareSourceWriter, type SourceFacts } from '../../db/write/source-row.ts'
import { DETECT_BYTES, type SourceReading } from '../format/reader.ts'
import { fingerprint } from './fingerprint.ts'
import { IndexSink } from './index-sink.ts'
import type { IngestProgress } from './job.ts'
import { recognise } from './recognise.ts'
import { SourceFile } from './source-file.ts'
import { cancelledProblem, type SourceProblem, stuckProblem, systemProblem } from './source-problem.ts'

/** One read. Measured: from 1 MiB on nothing changes; larger ones spoil the processor's cache. */
const BLOCK_BYTES = 1 << 20
/** A reader that leaves more than this behind waits for the end of something that has none. */
const MAX_PENDING_BYTES = 64 << 20
const PROGRESS_MS = 100
/** A file that is not read is hashed all the same, unless that would take longer than reading what is of use. */
const HASH_REFUSED_BYTES = 64 << 20

export interface IndexSourceOptions {
  /** Asked between blocks. */
  readonly aborted: () => boolean
  /** At most ten times a second, and once at the end. */
  readonly onProgress: (progress: IngestProgress) => void
}

type Writer = ReturnType<typeof prepareSourceWriter>

/** Reads a source from front to back into the index. What goes wrong ends in the source's row; only a broken index throws. */
export async function indexSource(index: WritableCase, sourceId: number, path: string, options: IndexSourceOptions): Promise<void> {
  const startedAt = performance.now()
  const writer = prepareSourceWriter(index)
  removeSourceContent(index, sourceId)
  const facts = unread(sourceId)
  const file = SourceFile.open(path)
  if (!(file instanceof SourceFile)) return writer.update({ ...facts, state: 'failed', problem: file, indexedInMs: 0 })
  try {
    const mark = await fingerprint(path)
    const read = readInto(index, writer, file, { ...facts, bytes: file.bytes, fingerprint: mark, state: 'indexing' }, options)
    writer.update({ ...read, sha256: wholeHash(file, read), indexedInMs: Math.round(performance.now() - startedAt) })
    options.onProgress({ sourceId, indexedBytes: read.indexedBytes, bytes: read.bytes, records: read.records })
  } catch (error) {
    if (!isSystemError(error)) throw error
    writer.update({ ...facts, bytes: file.bytes, state: 'failed', problem: systemProblem(path, error), indexedInMs: 0 })
  } finally {
    file.close()
  }
}

function readInto(index: WritableCase, writer: Writer, file: SourceFile, start: SourceFacts, options: IndexSourceOptions): SourceFacts {
  let buffer = new Uint8Array(BLOCK_BYTES)
  const first = file.read(buffer, 0)
  if (typeof first !== 'number') return { ...start, state: 'failed', problem: first }
  const recognised = recognise(file.path, buffer.subarray(0, Math.min(first, DETECT_BYTES)), file.bytes)
  if ('problem' in recognised) return { ...start, state: 'refused', problem: recognised.problem }

  const { format, formatTitle, encoding, recordForm, zone } = recognised
  const sink = new IndexSink(index, start.id, writer)
  const reading = recognised.open(sink)
  const soFar = (): SourceFacts => ({
    ...start, format, formatTitle, encoding, recordForm, indexedBytes: file.offset, records: sink.records,
    notUnderstood: sink.notUnderstood, firstNs: sink.firstNs ?? null, lastNs: sink.lastNs ?? null, zone,
  })
  writer.update(soFar())

  let pending = first
  let problem: SourceProblem | undefined
  let saidAt = performance.now()
  while (true) {
    const taken = takeFrom(reading, buffer, pending, file.offset - pending, file.atEnd)
    buffer.copyWithin(0, taken, pending)
    pending -= taken
    if (file.atEnd) break
    if (options.aborted()) problem = cancelledProblem(file.path, file.offset)
    else if (pending === buffer.length) {
      if (buffer.length >= MAX_PENDING_BYTES) problem = stuckProblem(file.path, file.offset - pending)
      else buffer = grown(buffer)
    }
    if (!problem) {
      const more = file.read(buffer, pending)
      if (typeof more === 'number') pending += more
      else problem = more
    }
    if (problem) {
      takeFrom(reading, buffer, pending, file.offset - pending, true)
      break
    }
    sink.tick()
    if (performance.now() - saidAt >= PROGRESS_MS) {
      saidAt = performance.now()
      writer.update(soFar())
      options.onProgress({ sourceId: start.id, indexedBytes: file.offset, bytes: file.bytes, records: sink.records })
    }
  }
  sink.end()
  problem ??= file.changed()
  return { ...soFar(), state: problem ? 'partial' : 'ready', problem: problem ?? null }
}

function takeFrom(reading: SourceReading, buffer: Uint8Array, pending: number, offset: number, last: boolean): number {
  const taken = reading.take(buffer.subarray(0, pending), offset, last)
  return Math.min(Math.max(taken, 0), pending)
}

function grown(buffer: Uint8Array): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(buffer.length * 2)
  larger.set(buffer)
  return larger
}

/** The hash of the whole file: null where it was not read to its end. */
function wholeHash(file: SourceFile, read: SourceFacts): string | null {
  if (read.state === 'refused' && file.bytes <= HASH_REFUSED_BYTES) {
    const rest = new Uint8Array(BLOCK_BYTES)
    while (!file.atEnd) if (typeof file.read(rest, 0) !== 'number') return null
  }
  return file.atEnd ? file.sha256() : null
}

function unread(id: number): SourceFacts {
  return {
    id, format: null, formatTitle: null, encoding: '', recordForm: '', bytes: 0, indexedBytes: 0, records: 0, notUnderstood: 0,
    firstNs: null, lastNs: null, zone: 'unknown', sha256: null, fingerprint: null, state: 'failed', problem: null, indexedInMs: null,
  }
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}
