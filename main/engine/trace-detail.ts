import type { StoredSource } from '../../db/query/source-list.ts'
import type { StoredTraceNote } from '../../db/query/trace-note-list.ts'
import { gskCtrace } from '../format/gsk-ctrace/gsk-ctrace.ts'
import { ReadBack } from '../ingest/read-back.ts'

/** A record's header, job and detail lines; its dump, which comes last, is not wanted here. */
const MAX_RECORD_BYTES = 8_192
/** Read from one source for one connection: some milliseconds. */
const MAX_RECORDS = 2_000

/**
 * The detail lines of trace records, read back from their sources: the index holds where they stand. Where a source is gone or changed, or a
 * record is no more what it was, there are none.
 */
export async function readNoteDetails(
  sources: readonly StoredSource[],
  notes: readonly StoredTraceNote[],
): Promise<(readonly string[])[]> {
  const details: (readonly string[])[] = []
  const files = new Map<number, ReadBack | undefined>()
  const buffer = new Uint8Array(MAX_RECORD_BYTES)
  try {
    for (const [at, note] of notes.entries()) {
      if (!files.has(note.source)) {
        const path = sources.find(({ id }) => id === note.source)?.path
        files.set(note.source, path === undefined ? undefined : await ReadBack.open(path))
      }
      const file = files.get(note.source)
      details.push(file === undefined || at >= MAX_RECORDS ? [] : await detailOf(file, note, buffer))
    }
  } finally {
    for (const file of files.values()) file?.close()
  }
  return details
}

async function detailOf(file: ReadBack, note: StoredTraceNote, buffer: Uint8Array): Promise<string[]> {
  let detail: string[] = []
  const length = await file.read(buffer.subarray(0, Math.min(note.length, buffer.length)), note.offset)
  const reading = gskCtrace.open({
    record(record) {
      if (record.offset === note.offset && record.description === note.description) detail = [...record.detail]
    },
    notUnderstood() {},
    warn() {},
  })
  reading.take(buffer.subarray(0, length), note.offset, true)
  return detail
}
