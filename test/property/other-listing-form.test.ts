/** A formatted packet trace and a log say the same in every encoding, record form, layout and chunking. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { packetListing } from '../../main/format/packet-listing/packet-listing.ts'
import { FORMS, LAYOUTS, SURROUNDINGS } from '../support/listing-form.ts'
import { listPackets } from '../support/packet-list.ts'
import { readLogMessages } from '../support/read-log.ts'

const PIECE = 70_001
/** The widest indentation of a layout. */
const MOVED = 5
const linesOf = (name: string): string[] =>
  readFileSync(new URL(`../fixture/listing/${name}`, import.meta.url), 'latin1')
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd())

/** Places and lines differ by form. */
function packetsOf(bytes: Uint8Array, pieceSize?: number): unknown[] {
  return listPackets(packetListing, bytes, pieceSize).map((entry) => {
    if ('bytes' in entry) return [entry.bytes, entry.wireLength, entry.linkType, entry.time]
    if ('frame' in entry) return entry.frame
    const { offset: _, ...told } = entry
    return told
  })
}

/** What runs on over several lines is told apart by its indentation, so how far that goes is the form's. */
function messagesOf(bytes: Uint8Array, pieceSize?: number): unknown[] {
  return readLogMessages(bytes, pieceSize).messages.map(({ id, lines, stamp }) => [
    id,
    lines.map((line) => line.trim()),
    stamp,
  ])
}

/** Records of a length and clipped lines hold so much of a line; a layout may move it by a few columns. */
function roomIn(form: string, layout: string): number {
  const width = (name: string): number => Number(/(?:records of|clipped at) (\d+)/.exec(name)?.[1] ?? Infinity)
  return Math.min(width(form), width(layout)) - MOVED
}

describe.each([
  ['a formatted packet trace', linesOf('packet-trace.txt'), packetsOf, 28],
  ['a log', linesOf('attls-server.log'), messagesOf, 15],
] as const)('%s', (_what, lines, substance, count) => {
  const plain = (kept: readonly string[]): Uint8Array => new Uint8Array(Buffer.from(kept.join('\n'), 'latin1'))

  it('has something to compare', () => {
    expect(substance(plain(lines))).toHaveLength(count)
  })

  for (const [form, write] of Object.entries(FORMS)) {
    it.each(Object.entries(LAYOUTS))(`in ${form}, %s`, (layout, layOut) => {
      const kept = lines.map((line) => line.slice(0, roomIn(form, layout)).trimEnd())
      const written = write(layOut(kept))
      expect(substance(written)).toEqual(substance(plain(kept)))
      expect(substance(written, PIECE)).toEqual(substance(plain(kept)))
    })
  }
})

describe('a formatted packet trace', () => {
  const lines = linesOf('packet-trace.txt')

  it.each(Object.entries(SURROUNDINGS))('with %s', (what, put) => {
    // Sequence numbers take the end of longer lines, and bytes with it.
    const kept =
      what.startsWith('sequence') || what.startsWith('the same') ? lines.map((line) => line.slice(0, 72)) : lines
    const wanted = packetsOf(FORMS.LF?.(kept) ?? new Uint8Array(0))
    for (const form of ['LF', 'CRLF', 'EBCDIC with NEL']) {
      const written = FORMS[form]?.(put(kept)) ?? new Uint8Array(0)
      expect(packetsOf(written)).toEqual(wanted)
      expect(packetsOf(written, PIECE)).toEqual(wanted)
    }
  })
})
