import { closeSync, openSync, readSync } from 'node:fs'
import type { StoredSource } from '../../db/query/source-list.ts'
import type { StoredTraceNote } from '../../db/query/trace-note-list.ts'
import { gskCtrace } from '../format/gsk-ctrace/gsk-ctrace.ts'

/** A record's header, job and detail lines; its dump, which comes last, is not wanted here. */
const MAX_RECORD_BYTES = 8_192
/** Read from one source for one connection: some milliseconds. */
const MAX_RECORDS = 2_000

/**
 * The detail lines of trace records, read back from their sources: the index holds where they stand. Where a source is gone or changed, or a
 * record is no more what it was, there are none.
 */
export function readNoteDetails(
  sources: readonly StoredSource[],
  notes: readonly StoredTraceNote[],
): (readonly string[])[] {
  const details: (readonly string[])[] = []
  const files = new Map<number, number | undefined>()
  const buffer = new Uint8Array(MAX_RECORD_BYTES)
  try {
    for (const [at, note] of notes.entries()) {
      if (!files.has(note.source)) files.set(note.source, openOrNot(sources.find(({ id }) => id === note.source)?.path))
      const file = files.get(note.source)
      details.push(file === undefined || at >= MAX_RECORDS ? [] : detailOf(file, note, buffer))
    }
  } finally {
    for (const file of files.values()) if (file !== undefined) closeSync(file)
  }
  return details
}

function openOrNot(path: string | undefined): number | undefined {
  try {
    return path === undefined ? undefined : openSync(path, 'r')
  } catch {
    return undefined
  }
}

function detailOf(file: number, note: StoredTraceNote, buffer: Uint8Array): string[] {
  let detail: string[] = []
  try {
    const length = readSync(file, buffer, 0, Math.min(note.length, buffer.length), note.offset)
    const reading = gskCtrace.open({
      record(record) {
        if (record.offset === note.offset && record.description === note.description) detail = [...record.detail]
      },
      notUnderstood() {},
      warn() {},
    })
    reading.take(buffer.subarray(0, length), note.offset, true)
  } catch {
    // Gone between the opening and the reading: as if it had no text.
  }
  return detail
}
