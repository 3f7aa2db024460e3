import { attlsPolicy } from './attls-policy/attls-policy.ts'
import { gskCtrace } from './gsk-ctrace/gsk-ctrace.ts'
import { attlsLog, jobLog } from './log/attls-log.ts'
import { keyLog } from './key-log.ts'
import { netmon } from './netmon.ts'
import { packetListing } from './packet-listing/packet-listing.ts'
import { pasearch } from './pasearch/pasearch.ts'
import { pcap } from './pcap.ts'
import { pcapng } from './pcapng.ts'
import { racdcert } from './racdcert/racdcert.ts'
import type { FormatReader } from './reader.ts'
import { DETECT_BYTES } from './reader.ts'
import type { Refusal } from './refusal.ts'
import { refusalOf } from './refusal-of.ts'
import { NO_TRACE } from './refusal-text.ts'
import { sniffer } from './sniffer.ts'
import { snoop } from './snoop.ts'
import { detectTextForm, recordFormName } from './text/text-form.ts'

/** Every format that is read, in the order they are asked. */
export const readers: readonly FormatReader[] = [
  pcapng,
  pcap,
  sniffer,
  snoop,
  netmon,
  packetListing,
  gskCtrace,
  keyLog,
  // Before the logs: comments of a policy may quote messages.
  pasearch,
  racdcert,
  attlsPolicy,
  attlsLog,
  jobLog,
]

/** A reader other than `reader` whose format has a line like this. */
export function otherFormatOf(line: string, reader: FormatReader): FormatReader | undefined {
  return readers.find((other) => other !== reader && other.begins?.(line) === true)
}

/** The readers that read a file's other parts, each once: a reader of logs reads the messages of all logs, so that one does. */
export function readersOfParts(ids: readonly string[]): readonly FormatReader[] {
  const found = readers.filter(({ id }) => ids.includes(id))
  const log = found.find(({ kind }) => kind === 'log')
  return found.filter((reader) => reader.kind !== 'log' || reader === log)
}

export interface Detected {
  readonly reader: FormatReader
  /** As in the analysis document: `binary`, `utf-8`, `latin-1`, `ibm-1047`, `utf-16le`. */
  readonly encoding: string
  /** As in the analysis document: `stream`, `lines`, `fixed-133`, `vb-rdw`. */
  readonly recordForm: string
  /** Nothing is known in what was looked at: what the source is when the reader finds nothing either. */
  readonly unless?: Refusal
}

/** Which reader reads a source, by its first bytes (at most DETECT_BYTES count) and nothing else; or why none does. */
export function detectFormat(head: Uint8Array, sizeBytes: number): Detected | { readonly refused: Refusal } {
  const look = head.subarray(0, DETECT_BYTES)
  const reader = readerOf(look)
  if (reader === undefined) {
    const refused = refusalOf(look, sizeBytes)
    // Behind much else there may be messages, and what other readers know, which the one of logs notices.
    const isMore = refused.code === NO_TRACE && sizeBytes > look.length
    return isMore ? { ...written(jobLog, look), unless: refused } : { refused }
  }
  // A few messages also stand around what cannot be read: to say what that is helps more.
  if (reader === jobLog) {
    const refused = refusalOf(look, sizeBytes)
    if (refused.code !== NO_TRACE) return { refused }
  }
  return written(reader, look)
}

/** The first one that is certain, or else the first that takes it for possible. None is asked behind one that is certain. */
function readerOf(look: Uint8Array): FormatReader | undefined {
  let possible: FormatReader | undefined
  for (const reader of readers) {
    const claim = reader.detect(look)
    if (claim === 'certain') return reader
    if (claim === 'possible') possible ??= reader
  }
  return possible
}

/** A source that is known to hold something for a reader. */
export function detectedAs(id: string, head: Uint8Array): Detected | undefined {
  const reader = readers.find((one) => one.id === id)
  return reader && written(reader, head.subarray(0, DETECT_BYTES))
}

function written(reader: FormatReader, look: Uint8Array): Detected {
  if (reader.kind === 'packets' && !reader.text) return { reader, encoding: 'binary', recordForm: 'stream' }
  const form = detectTextForm(look)
  return { reader, encoding: form.encoding, recordForm: recordFormName(form) }
}
