import type { StoredSource } from '../../db/query/source-list.ts'
import type { StoredTraceNote } from '../../db/query/trace-note-list.ts'
import { gskCtrace } from '../format/gsk-ctrace/gsk-ctrace.ts'
import { DETECT_BYTES, type TraceRecord } from '../format/reader.ts'
import type { Margins } from '../format/text/encoding.ts'
import { marginsOf } from '../format/text/line-reading.ts'
import { textFormNamed } from '../format/text/text-form.ts'
import { ReadBack } from '../ingest/read-back.ts'

/** A record's header, job and detail lines; its dump, which comes last, is not wanted here. */
const MAX_RECORD_BYTES = 8_192
/** Bytes of a record descriptor word. */
const DESCRIPTOR = 4
/** Read from one source for one connection: some milliseconds. */
const MAX_RECORDS = 2_000

interface OpenSource {
  readonly file: ReadBack
  readonly stored: StoredSource
  /** What stands in front of its lines, which a record of two does not show. */
  readonly margins: Margins | undefined
}

/**
 * The detail lines of trace records, read back from their sources: the index holds where they stand. Where a source is gone or changed, or a
 * record is no more what it was, there are none.
 */
export async function readNoteDetails(
  sources: readonly StoredSource[],
  notes: readonly StoredTraceNote[],
): Promise<(readonly string[])[]> {
  const details: (readonly string[])[] = []
  const files = new Map<number, OpenSource | undefined>()
  const buffer = new Uint8Array(MAX_RECORD_BYTES)
  try {
    for (const [at, note] of notes.entries()) {
      const source = sources.find(({ id }) => id === note.source)
      if (!files.has(note.source)) {
        files.set(note.source, source && (await openSource(source)))
      }
      const file = files.get(note.source)
      details.push(file === undefined || at >= MAX_RECORDS ? [] : await detailOf(file, note, buffer))
    }
  } finally {
    for (const source of files.values()) source?.file.close()
  }
  return details
}

async function openSource(stored: StoredSource): Promise<OpenSource | undefined> {
  const file = await ReadBack.open(stored.path)
  if (file === undefined) return undefined
  const buffer = new Uint8Array(DETECT_BYTES)
  const beginning = buffer.subarray(0, await file.read(buffer, 0))
  const form = textFormNamed(stored.encoding, stored.recordForm, beginning)
  return { file, stored, margins: form && anywhere(marginsOf(beginning, form)) }
}

/** Of a line in the middle nobody knows the number of the one before. */
function anywhere({ marks, numbering }: Margins): Margins {
  return { marks, numbering: numbering && { ...numbering, first: undefined } }
}

async function detailOf(
  { file, stored: { encoding, recordForm }, margins }: OpenSource,
  note: StoredTraceNote,
  buffer: Uint8Array,
): Promise<string[]> {
  let detail: string[] = []
  // A record's place is behind its descriptor word.
  const before = recordForm.endsWith('rdw') ? Math.min(DESCRIPTOR, note.offset) : 0
  const offset = note.offset - before
  const length = await file.read(buffer.subarray(0, Math.min(note.length + before, buffer.length)), offset)
  const text = buffer.subarray(0, length)
  const sink = {
    record(record: TraceRecord): void {
      if (record.offset === note.offset && record.description === note.description) detail = [...record.detail]
    },
    notUnderstood() {},
    warn() {},
  }
  const form = textFormNamed(encoding, recordForm, text)
  gskCtrace.open(sink, form && { ...form, margins }).take(text, offset, true)
  return detail
}
