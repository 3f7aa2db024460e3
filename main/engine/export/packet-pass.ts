import type { StoredSource } from '../../../db/query/source-list.ts'
import { detectedAs } from '../../format/registry.ts'
import { DETECT_BYTES, type PacketSink } from '../../format/reader.ts'
import { openContent } from '../../ingest/content.ts'
import { SourceFile } from '../../ingest/source-file.ts'
import { breathe } from '../breathe.ts'

/** Small enough that nothing waits long for the engine while a block is gone through. */
const BLOCK_BYTES = 1 << 18
/** A packet and its block are never longer; what needs more is damage, and reading ends there as it did when it was indexed. */
const MAX_PENDING_BYTES = 64 << 20

/** Tells the packets of a source once more, block by block; `afterBlock` may wait. False: the file cannot be read any more. */
export async function passOver(
  { path, format }: StoredSource,
  sink: PacketSink,
  signal: AbortSignal | undefined,
  afterBlock: (readBytes: number) => Promise<void>,
): Promise<boolean> {
  const file = SourceFile.open(path)
  if (!(file instanceof SourceFile)) return false
  try {
    let buffer = new Uint8Array(BLOCK_BYTES)
    const content = await openContent(file, buffer)
    if ('code' in content) return false
    const { stream, first } = content
    const detected = detectedAs(format ?? '', buffer.subarray(0, Math.min(first, DETECT_BYTES)))
    if (detected?.reader.kind !== 'packets') return false
    const reading = detected.reader.open(sink)
    let pending = first
    for (;;) {
      const taken = reading.take(buffer.subarray(0, pending), stream.offset - pending, stream.atEnd)
      buffer.copyWithin(0, taken, pending)
      pending -= taken
      await afterBlock(file.offset)
      await breathe(signal)
      if (stream.atEnd) return true
      if (pending === buffer.length) {
        if (buffer.length >= MAX_PENDING_BYTES) return true
        const larger = new Uint8Array(buffer.length * 2)
        larger.set(buffer)
        buffer = larger
      }
      const more = await stream.read(buffer, pending)
      if (typeof more !== 'number') {
        reading.take(buffer.subarray(0, pending), stream.offset - pending, true)
        await afterBlock(file.offset)
        return true
      }
      pending += more
    }
  } finally {
    file.close()
  }
}
