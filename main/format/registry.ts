import { gskCtrace } from './gsk-ctrace/gsk-ctrace.ts'
import { attlsLog, jobLog } from './log/attls-log.ts'
import { keyLog } from './key-log.ts'
import { pcap } from './pcap.ts'
import { pcapng } from './pcapng.ts'
import type { FormatReader } from './reader.ts'
import { DETECT_BYTES } from './reader.ts'
import type { Refusal } from './refusal.ts'
import { refusalOf } from './refusal-of.ts'
import { NO_TRACE } from './refusal-text.ts'
import { sniffer } from './sniffer.ts'
import { detectTextForm, recordFormName } from './text/text-form.ts'

/** Every format that is read, in the order they are asked. */
export const readers: readonly FormatReader[] = [pcapng, pcap, sniffer, gskCtrace, keyLog, attlsLog, jobLog]

export interface Detected {
  readonly reader: FormatReader
  /** As in the analysis document: `binary`, `utf-8`, `latin-1`, `ibm-1047`, `utf-16le`. */
  readonly encoding: string
  /** As in the analysis document: `stream`, `lines`, `fixed-133`, `vb-rdw`. */
  readonly recordForm: string
}

/** Which reader reads a source, by its first bytes (at most DETECT_BYTES count) and nothing else; or why none does. */
export function detectFormat(head: Uint8Array, sizeBytes: number): Detected | { readonly refused: Refusal } {
  const look = head.subarray(0, DETECT_BYTES)
  const claims = readers.map((reader) => ({ reader, claim: reader.detect(look) }))
  const best = claims.find(({ claim }) => claim === 'certain') ?? claims.find(({ claim }) => claim === 'possible')
  if (best === undefined) return { refused: refusalOf(look, sizeBytes) }
  // A few messages also stand around what cannot be read: to say what that is helps more.
  if (best.reader === jobLog) {
    const refused = refusalOf(look, sizeBytes)
    if (refused.code !== NO_TRACE) return { refused }
  }
  if (best.reader.kind === 'packets') return { reader: best.reader, encoding: 'binary', recordForm: 'stream' }
  const form = detectTextForm(look)
  return { reader: best.reader, encoding: form.encoding, recordForm: recordFormName(form) }
}
