/** A listing behind the marks of a mail or the line numbers of an editor says what it says without them, on the same lines. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { gskCtrace } from '../../main/format/gsk-ctrace/gsk-ctrace.ts'
import { attlsLog } from '../../main/format/log/attls-log.ts'
import { packetListing } from '../../main/format/packet-listing/packet-listing.ts'
import { latin } from '../support/bytes.ts'
import { FORMS, LAYOUTS, MARGINS } from '../support/listing-form.ts'
import { listPackets } from '../support/packet-list.ts'
import { readListing } from '../support/read-listing.ts'
import { readLogMessages } from '../support/read-log.ts'

const PIECE = 70_001
/** Forms in which a margin takes no end of a line away. A mail has lines, no records. */
const formsFor = (margin: string): string[] => [
  'CRLF',
  'names of HTML',
  'UTF-16 little endian',
  'EBCDIC with NEL',
  ...(margin.startsWith('marks')
    ? []
    : ['EBCDIC records of 255', 'records with descriptors', 'blocks with descriptors']),
]
const WIDE_LAYOUTS = ['as printed', 'carriage control', 'indentation lost', 'blank lines everywhere']
const NOTHING = new Uint8Array(0)

const linesOf = (name: string): string[] =>
  readFileSync(new URL(`../fixture/listing/${name}`, import.meta.url), 'latin1')
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.trimEnd())

/** Everything but the bytes' places: lines stay those of the file. */
function recordsOf(bytes: Uint8Array, pieceSize?: number): unknown {
  const { records, notUnderstood, warnings } = readListing(bytes, pieceSize)
  return {
    records: records.map(({ offset: _, length: __, dump, ...rest }) => [
      rest,
      dump && [dump.line, dump.title, dump.bytes, dump.damaged],
    ]),
    notUnderstood,
    warnings,
  }
}

function packetsOf(bytes: Uint8Array, pieceSize?: number): unknown {
  return listPackets(packetListing, bytes, pieceSize).map((entry) =>
    'offset' in entry ? { ...entry, offset: undefined } : entry,
  )
}

function messagesOf(bytes: Uint8Array, pieceSize?: number): unknown {
  const { messages, notUnderstood } = readLogMessages(bytes, pieceSize)
  return { messages: messages.map(({ line, id, lines, stamp }) => [line, id, lines, stamp]), notUnderstood }
}

describe.each([
  ['a trace with dumps', 'tls12-server.txt', recordsOf, gskCtrace],
  ['a trace with carriage control', 'tls13-server-carriage-control.txt', recordsOf, gskCtrace],
  ['a trace that is torn', 'torn-at-both-ends.txt', recordsOf, gskCtrace],
  ['a formatted packet trace', 'packet-trace.txt', packetsOf, packetListing],
  ['a log', 'attls-server.log', messagesOf, attlsLog],
] as const)('%s', (_what, name, substance, reader) => {
  const lines = linesOf(name)

  const wanted = substance(latin(lines.join('\n')))

  for (const [margin, put] of Object.entries(MARGINS)) {
    it.each(WIDE_LAYOUTS)(`behind ${margin}, %s`, (layout) => {
      const plain = LAYOUTS[layout]?.(lines) ?? []
      const written = latin(put(plain).join('\n'))
      expect(substance(written)).toEqual(substance(latin(plain.join('\n'))))
      expect(reader.detect(written)).toBe('certain')
    })

    it.each(formsFor(margin))(`behind ${margin}, in %s`, (form) => {
      const written = FORMS[form]?.(put(lines)) ?? NOTHING
      expect(substance(written)).toEqual(wanted)
      expect(substance(written, PIECE)).toEqual(wanted)
    })
  }
})
