import { describe, expect, it } from 'vitest'
import { LineIndex, LINES_PER_PLACE } from '../../../../main/format/text/line-index.ts'
import { LineReading } from '../../../../main/format/text/line-reading.ts'
import type { LineSink } from '../../../../main/format/text/line-sink.ts'
import { decodeText } from '../../../../main/format/text/latin.ts'
import { EBCDIC_TO_LATIN } from '../../../../main/format/text/ebcdic.ts'

const COUNT = LINES_PER_PLACE * 3 + 17
const lineText = (i: number): string => `LINE ${i} ${'x '.repeat(i % 31)}    OF IT`
const latin = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0))
const TEXT = Array.from({ length: COUNT }, (_, i) => lineText(i))

const toEbcdic = new Map(Array.from(EBCDIC_TO_LATIN, (latinByte, ebcdic) => [latinByte, ebcdic]))
const ebcdic = (text: string): number[] => Array.from(latin(text), (byte) => toEbcdic.get(byte) ?? 0x40)
const descriptor = (length: number): number[] => [length >> 8, length & 0xff, 0, 0]

const lines = latin(TEXT.map((line) => `${line}\n`).join(''))
const returns = latin(TEXT.map((line) => `${line}\r\n`).join(''))
const wide = Uint8Array.from([0xff, 0xfe, ...Array.from(lines).flatMap((byte) => [byte, 0])])
const marked = Uint8Array.from([0xef, 0xbb, 0xbf, ...lines])
const rdw = Uint8Array.from(TEXT.flatMap((line) => [...descriptor(line.length + 4), ...ebcdic(line)]))
const bdw = Uint8Array.from(
  Array.from({ length: Math.ceil(COUNT / 7) }, (_, block) => {
    const records = TEXT.slice(block * 7, block * 7 + 7).flatMap((line) => [
      ...descriptor(line.length + 4),
      ...ebcdic(line),
    ])
    return [...descriptor(records.length + 4), ...records]
  }).flat(),
)

/** Counts in pieces of a size, then reads on from the place before a line. */
function lineFrom(bytes: Uint8Array, piece: number, wanted: number): { lines: number; text: string | undefined } {
  const index = new LineIndex()
  let at = 0
  let end = 0
  while (at < bytes.length) {
    end = Math.min(bytes.length, Math.max(end, at) + piece)
    at += index.take(bytes.subarray(at, end), at, end === bytes.length)
    if (end === bytes.length) break
  }
  const place = index.placeBefore(wanted)
  const { form } = index
  if (!place || !form) return { lines: index.lines, text: undefined }
  let line = place.line
  let text: string | undefined
  const sink: LineSink = {
    line(given, start, stop) {
      if (line++ === wanted) text = decodeText(given, start, stop)
    },
    broken() {
      /* nothing behind it */
    },
  }
  const reading = new LineReading(sink, { form, blockLeft: place.blockLeft })
  reading.take(bytes.subarray(place.offset), place.offset, true)
  return { lines: index.lines, text }
}

describe.each([
  ['lines', lines],
  ['lines with CR', returns],
  ['UTF-16', wide],
  ['UTF-8 with a mark', marked],
  ['EBCDIC with record descriptors', rdw],
  ['EBCDIC in blocks', bdw],
])('%s', (_, bytes) => {
  it.each([0, 1, LINES_PER_PLACE - 1, LINES_PER_PLACE, LINES_PER_PLACE * 2 + 5, COUNT - 1])(
    'line %i is found again from its place',
    (wanted) => {
      for (const piece of [70_000, 200_000, bytes.length])
        expect(lineFrom(bytes, piece, wanted)).toEqual({ lines: COUNT, text: lineText(wanted) })
    },
  )
})

it('keeps nothing for lines that are not there', () => {
  const index = new LineIndex()
  expect(index.placeBefore(0)).toBeUndefined()
  index.take(latin('one\ntwo'), 0, true)
  expect(index.lines).toBe(2)
  expect(index.placeBefore(2)).toBeUndefined()
  expect(index.placeBefore(-1)).toBeUndefined()
})

it('stops where a record descriptor is damaged', () => {
  const damaged = rdw.slice()
  damaged.set([0xff, 0xff, 0xff, 0xff], descriptor(0).length + lineText(0).length)
  const found = lineFrom(damaged, damaged.length, 0)
  expect(found.lines).toBeLessThan(COUNT)
})

it('finds a line again whose block lost its count to damage before it', () => {
  const damaged = bdw.slice()
  const needle = ebcdic(lineText(LINES_PER_PLACE - 3)).join()
  const at = damaged.findIndex((_, from) => damaged.subarray(from, from + needle.split(',').length).join() === needle)
  damaged.set([0xff, 0xff, 0xff, 0xff], at - 4)
  const found = lineFrom(damaged, damaged.length, LINES_PER_PLACE)
  expect(found).toEqual({ lines: COUNT - 1, text: lineText(LINES_PER_PLACE + 1) })
})
