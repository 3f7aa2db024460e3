import { DETECT_BYTES, type SourceReading } from '../format/reader.ts'
import { KeyRing } from '../tls/decrypt/key-ring.ts'
import type { FirstIds, FromReading, ReadFacts } from './batch.ts'
import { BatchSink } from './batch-sink.ts'
import type { CaptureKeys } from './capture.ts'
import { openContent } from './content.ts'
import { fingerprint } from './fingerprint.ts'
import { hashFile } from './hash-file.ts'
import type { Hashing } from './hash-thread.ts'
import { type KeyUse, ringOf } from './key-logs.ts'
import { nodeCrypto } from './node-crypto.ts'
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

export interface ReadSourceOptions {
  readonly keys: KeyUse
  readonly first: FirstIds
  /** Only what the reader of this id finds in it: the source is a part of a file that another reader reads. */
  readonly format?: string | undefined
  /** Asked between blocks. */
  readonly aborted: () => boolean
  /** Hashes in a thread of its own. When left out, the file is hashed here once it was read: good for small ones. */
  readonly hash?: (descriptor: number, bytes: number) => Hashing
  /** Batches in their order, and facts at most ten times a second and at the end. May block while the writer is behind. */
  readonly send: (message: FromReading) => void
}

/** Reads a source from front to back. Whatever goes wrong with the file ends in the last facts; it does not throw. */
export async function readSource(sourceId: number, path: string, options: ReadSourceOptions): Promise<void> {
  const facts = unread(sourceId)
  const send = (last: ReadFacts): void => options.send({ kind: 'facts', facts: last })
  const file = SourceFile.open(path)
  if (!(file instanceof SourceFile)) return send({ ...facts, problem: file })
  let hashing: Hashing | undefined
  try {
    const mark = await fingerprint(path)
    hashing = options.hash?.(file.descriptor, file.bytes)
    const ring = new KeyRing(ringOf(options.keys.keyLogs))
    const keys: CaptureKeys = { ring, crypto: nodeCrypto, embedded: options.keys.embedded }
    const start: ReadFacts = { ...facts, bytes: file.bytes, fingerprint: mark, state: 'indexing' }
    let read = await readFile(file, start, keys, options)
    if (ring.cameLate && read.state === 'ready') {
      // Secrets behind the packets that they are for: now that they are known, the same again from the beginning.
      options.send({ kind: 'again' })
      file.rewind()
      read = await readFile(file, start, keys, options)
    }
    const isWanted = hasWholeHash(file, read)
    if (!isWanted) hashing?.stop()
    const sha256 = isWanted
      ? ((await hashing?.sha256) ?? hashFile(file.descriptor, file.bytes, options.aborted))
      : undefined
    send({ ...read, sha256: sha256 ?? null })
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error
    send({ ...facts, bytes: file.bytes, problem: systemProblem(path, error) })
  } finally {
    hashing?.stop()
    await hashing?.sha256
    file.close()
  }
}

async function readFile(
  file: SourceFile,
  start: ReadFacts,
  keys: CaptureKeys,
  options: ReadSourceOptions,
): Promise<ReadFacts> {
  let buffer = new Uint8Array(BLOCK_BYTES)
  const content = await openContent(file, buffer)
  if ('code' in content) return { ...start, state: 'failed', problem: content }
  const { stream, first, containers } = content
  const recognised = recognise(
    file.path,
    buffer.subarray(0, Math.min(first, DETECT_BYTES)),
    file.bytes,
    containers,
    options.format,
  )
  if ('problem' in recognised) return { ...start, state: 'refused', problem: recognised.problem }

  const { format, formatTitle, encoding, recordForm, zone } = recognised
  const sink = new BatchSink(options.first, (batch) => options.send({ kind: 'batch', batch }))
  const reading = recognised.open(sink, keys)
  const soFar = (): ReadFacts => ({
    ...start,
    format,
    formatTitle,
    encoding,
    recordForm,
    zone,
    indexedBytes: file.offset,
    records: sink.records,
    // Of a part, the lines around it are the others'.
    notUnderstood: options.format === undefined ? sink.notUnderstood : 0,
    part:
      options.format === undefined || sink.firstLine === undefined ? null : `lines ${sink.firstLine}-${sink.lastLine}`,
    otherFormats: [...sink.otherFormats],
    firstNs: sink.firstNs ?? null,
    lastNs: sink.lastNs ?? null,
  })
  options.send({ kind: 'facts', facts: soFar() })

  let pending = first
  let problem: SourceProblem | undefined
  let saidAt = performance.now()
  while (true) {
    const taken = takeFrom(reading, buffer, pending, stream.offset - pending, stream.atEnd)
    buffer.copyWithin(0, taken, pending)
    pending -= taken
    if (stream.atEnd) break
    if (options.aborted()) problem = cancelledProblem(file.path, stream.offset)
    else if (pending === buffer.length) {
      if (buffer.length >= MAX_PENDING_BYTES) problem = stuckProblem(file.path, stream.offset - pending)
      else buffer = grown(buffer)
    }
    if (!problem) {
      const more = await stream.read(buffer, pending)
      if (typeof more === 'number') pending += more
      else problem = more
    }
    if (problem) {
      takeFrom(reading, buffer, pending, stream.offset - pending, true)
      break
    }
    sink.tick()
    if (performance.now() - saidAt < PROGRESS_MS) continue
    saidAt = performance.now()
    options.send({ kind: 'facts', facts: soFar() })
  }
  sink.end()
  problem ??= file.changed()
  if (recognised.unless && !problem && sink.records === 0 && sink.otherFormats.size === 0)
    return { ...start, state: 'refused', problem: recognised.unless }
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

/** Whether the file's hash is told: where all of it was read. A container may end before its file does. */
function hasWholeHash(file: SourceFile, { state }: ReadFacts): boolean {
  return file.atEnd || state === 'ready' || (state === 'refused' && file.bytes <= HASH_REFUSED_BYTES)
}

function unread(id: number): ReadFacts {
  return {
    id,
    part: null,
    otherFormats: [],
    format: null,
    formatTitle: null,
    encoding: '',
    recordForm: '',
    bytes: 0,
    indexedBytes: 0,
    records: 0,
    notUnderstood: 0,
    firstNs: null,
    lastNs: null,
    zone: 'unknown',
    sha256: null,
    fingerprint: null,
    state: 'failed',
    problem: null,
  }
}
