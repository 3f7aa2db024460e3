import { describe, expect, it } from 'vitest'
import { gskCtrace } from '../../../../main/format/gsk-ctrace/gsk-ctrace.ts'
import type { TraceRecord } from '../../../../main/format/reader.ts'
import { EBCDIC_TO_LATIN } from '../../../../main/format/text/ebcdic.ts'
import { detectTextForm, recordFormName, textFormNamed } from '../../../../main/format/text/text-form.ts'
import { latin } from '../../../support/bytes.ts'
import { heading, listRecord } from '../../../support/listing-writer.ts'
import { readListing } from '../../../support/read-listing.ts'

const RECORD = {
  mnemonic: 'DUMP',
  entryId: '00000020',
  description: 'SSL_ASCII_DUMP',
  job: 'TCPIP',
  process: '0201003E',
  thread: '00000001',
  functionName: 'read_v3_client_hello',
  detail: ['CLIENT-HELLO message'],
  dump: Uint8Array.from({ length: 40 }, (_, i) => i),
}
const LISTING = heading('11/14/2005') + [1, 2, 3, 4].map((i) => listRecord(RECORD, i)).join('')
const LINES = LISTING.split('\n').slice(0, -1)

const LATIN_TO_EBCDIC = new Uint8Array(256)
EBCDIC_TO_LATIN.forEach((to, from) => (LATIN_TO_EBCDIC[to] = from))
const ebcdic = (text: string): Uint8Array => latin(text).map((byte) => LATIN_TO_EBCDIC[byte] ?? 0)

function described(lines: readonly string[]): Uint8Array {
  return Uint8Array.from(lines.flatMap((line) => [0, line.length + 4, 0, 0, ...ebcdic(line)]))
}

function blocked(lines: readonly string[], each: number): Uint8Array {
  const blocks: number[] = []
  for (let at = 0; at < lines.length; at += each) {
    const records = described(lines.slice(at, at + each))
    blocks.push((records.length + 4) >> 8, (records.length + 4) & 255, 0, 0, ...records)
  }
  return Uint8Array.from(blocks)
}

/** What stands before a listing in a job's output. */
const JOB_LOG = Array.from({ length: 100 }, (_, i) => `IEF${100 + i}I STEP${i} WAS EXECUTED - COND CODE 0000`)

const FORMS: readonly (readonly [string, string, string, Uint8Array])[] = [
  ['ASCII lines', 'utf-8', 'lines', latin(LISTING)],
  ['UTF-8 with a mark', 'utf-8', 'lines', new TextEncoder().encode('\ufeff' + LISTING)],
  ['Latin-1', 'latin-1', 'lines', latin(LISTING.replace('CLIENT', 'CLI\u00cbNT'))],
  [
    'UTF-16 little endian',
    'utf-16le',
    'lines',
    Uint8Array.of(0xff, 0xfe, ...[...latin(LISTING)].flatMap((byte) => [byte, 0])),
  ],
  [
    'UTF-16 big endian',
    'utf-16be',
    'lines',
    Uint8Array.of(0xfe, 0xff, ...[...latin(LISTING)].flatMap((byte) => [0, byte])),
  ],
  ['EBCDIC with NEL', 'ibm-1047', 'lines', ebcdic(LISTING).map((byte) => (byte === 0x25 ? 0x15 : byte))],
  ['EBCDIC with LF', 'ibm-1047', 'lines', ebcdic(LISTING).map((byte) => (byte === 0x15 ? 0x25 : byte))],
  ['EBCDIC records of 133', 'ibm-1047', 'fixed-133', ebcdic(LINES.map((line) => line.padEnd(133)).join(''))],
  ['ASCII records of 121', 'utf-8', 'fixed-121', latin(LINES.map((line) => line.padEnd(121)).join(''))],
  ['EBCDIC records with descriptors', 'ibm-1047', 'vb-rdw', described(LINES)],
  ['EBCDIC blocks with descriptors', 'ibm-1047', 'vb-bdw-rdw', blocked(LINES, 5)],
  ['EBCDIC with CR and LF', 'ibm-1047', 'lines', ebcdic(LISTING.replaceAll('\n', '\r\n'))],
  [
    'EBCDIC records of 133 behind a long job log',
    'ibm-1047',
    'fixed-133',
    ebcdic(
      JOB_LOG.concat(LINES)
        .map((line) => line.padEnd(133))
        .join(''),
    ),
  ],
  ['lines that end with CR', 'utf-8', 'lines', latin(LISTING.replaceAll('\n', '\r'))],
  ['UTF-8 with NEL', 'utf-8', 'lines', new TextEncoder().encode(LISTING.replaceAll('\n', '\u0085'))],
  ['Latin-1 with NEL', 'latin-1', 'lines', latin(LISTING.replaceAll('\n', '\u0085'))],
  ['UTF-16 without a mark', 'utf-16le', 'lines', Uint8Array.from([...latin(LISTING)].flatMap((byte) => [byte, 0]))],
  [
    'UTF-16 big endian without a mark, with NEL',
    'utf-16be',
    'lines',
    Uint8Array.from([...latin(LISTING.replaceAll('\n', '\u0085'))].flatMap((byte) => [0, byte])),
  ],
]

describe('detectTextForm', () => {
  it.each(FORMS)('knows %s, and the listing in it reads the same', (_, encoding, recordForm, bytes) => {
    const form = detectTextForm(bytes)
    expect([form.encoding, recordFormName(form)]).toEqual([encoding, recordForm])
    const { records, notUnderstood } = readListing(bytes, 1000)
    expect(notUnderstood).toEqual([])
    expect(records.map(({ timeOfDayNs, functionName, dump }) => [timeOfDayNs, functionName, dump?.bytes])).toEqual(
      [1000, 2000, 3000, 4000].map((ns) => [ns, 'read_v3_client_hello', RECORD.dump]),
    )
    // places are those of the source, whatever a line went through
    const place = records[1]?.offset ?? 0
    const wide = encoding.startsWith('utf-16')
    const there = [...bytes.subarray(place, place + (wide ? 8 : 4))].filter(
      (_, i) => !wide || i % 2 === (encoding === 'utf-16le' ? 0 : 1),
    )
    expect(Uint8Array.from(there)).toEqual(encoding === 'ibm-1047' ? ebcdic('S0W1') : latin('S0W1'))
  })

  it.each([
    ['all blanks', / +/g],
    ['several blanks', / {2,}/g],
    ['four blanks each', / {4}/g],
  ])('knows EBCDIC with tabs for %s', (_, blanks) => {
    const tabbed = LINES.map((line) => line.replaceAll(blanks, '\t'))
    expect(detectTextForm(ebcdic(tabbed.join('\n')))).toMatchObject({ encoding: 'ibm-1047', records: 'lines' })
    expect(detectTextForm(described(tabbed))).toMatchObject({ encoding: 'ibm-1047', records: 'rdw' })
    expect(detectTextForm(latin(tabbed.join('\n'))).encoding).toBe('utf-8')
  })

  it('takes a few tabs or commercial ats in other bytes for no EBCDIC', () => {
    const mails = 'root@example.com:x:0\n'.repeat(40)
    const base64 = 'QkhNTEtPUFpbYW1sbm96eQ@@'.repeat(40)
    const bytes = Uint8Array.from({ length: 4_000 }, (_, at) => (at % 9 === 0 ? 0x05 : at % 11 === 0 ? 0x40 : at & 255))
    for (const look of [latin(mails), latin(base64), bytes]) expect(detectTextForm(look).encoding).not.toBe('ibm-1047')
  })

  it('has an answer for any bytes', () => {
    expect(recordFormName(detectTextForm(new Uint8Array(0)))).toBe('lines')
    expect(detectTextForm(Uint8Array.of(0xff)).encoding).toBe('latin-1')
  })
})

describe('LineReading', () => {
  it.each([
    ['records', (lines: readonly string[]) => described(lines)],
    ['blocks', (lines: readonly string[]) => blocked(lines, 5)],
  ])('says that a descriptor of %s is damaged, and reads on behind it', (_what, write) => {
    const bytes = write(LINES)
    const half = write(LINES.slice(0, 20)).length
    bytes[half + 2] = 7
    for (const piece of [bytes.length, 100, 7]) {
      const { records, warnings } = readListing(bytes, piece)
      expect(warnings).toEqual(['record-descriptor-damaged'])
      expect(records.map(({ timeOfDayNs }) => timeOfDayNs)).toEqual([1000, 2000, 3000, 4000])
      // the line of the damaged descriptor is lost, and in blocks what is left of its block may be
      expect(records.filter(({ dump }) => dump?.bytes.length === 40 && !dump.damaged).length).toBeGreaterThan(2)
    }
  })

  it('reads what stands behind several damaged places, and gives up only where nothing whole follows', () => {
    const bytes = described(LINES)
    for (const line of [18, 24, 30]) bytes[described(LINES.slice(0, line)).length + 3] = 1
    const { records, warnings } = readListing(bytes)
    expect(warnings).toHaveLength(3)
    expect(records.length).toBeGreaterThan(2)
    const tail = readListing(Uint8Array.from([...described(LINES), ...new Uint8Array(300).fill(0xff)]))
    expect(tail.records).toHaveLength(4)
    expect(tail.warnings).toEqual(['record-descriptor-damaged'])
  })

  it.each([1000, 5000, 100_000])(
    'finds lines in records that lost their descriptors, brought in pieces of %i',
    (piece) => {
      const many = heading('11/14/2005') + Array.from({ length: 90 }, (_, i) => listRecord(RECORD, i)).join('')
      const lines = many.split('\n').filter((line) => line !== '')
      for (const text of [lines.join(''), lines.map((line) => ` ${line}`).join('')]) {
        for (const bytes of [ebcdic(text), latin(text)]) {
          expect(recordFormName(detectTextForm(bytes))).toBe('vb-unmarked')
          const { records, notUnderstood } = readListing(bytes, piece)
          expect(notUnderstood).toEqual([])
          expect(records).toHaveLength(90)
          for (const record of records) {
            expect(record).toMatchObject({
              systemName: 'S0W1',
              functionName: 'read_v3_client_hello',
              thread: '00000001',
            })
            expect(record).toMatchObject({ detail: ['CLIENT-HELLO message'], description: 'SSL_ASCII_DUMP' })
            expect(record.dump).toMatchObject({ bytes: RECORD.dump, damaged: false, title: 'CLIENT-HELLO message' })
          }
        }
      }
    },
  )

  it('says that a line is cut, once, whatever pieces it comes in', () => {
    const listing = heading('11/14/2005') + listRecord({ ...RECORD, detail: ['x'.repeat(100_000)] }, 1)
    for (const piece of [1_000_000, 40_000, 1_000]) {
      const { records, warnings } = readListing(latin(listing + listRecord(RECORD, 2)), piece)
      expect(warnings).toEqual(['line-cut'])
      expect(records).toHaveLength(2)
    }
  })

  it('takes the form from elsewhere for text from the middle', () => {
    const lines = listRecord(RECORD, 1).split('\n').slice(0, -1)
    const forms: (readonly [string, string, Uint8Array])[] = [
      ['ibm-1047', 'fixed-133', ebcdic(lines.map((line) => line.padEnd(133)).join(''))],
      ['ibm-1047', 'vb-rdw', described(lines)],
      ['ibm-1047', 'vb-bdw-rdw', described(lines)],
      ['ibm-1047', 'lines', ebcdic(lines.join('\n'))],
      ['utf-8', 'lines', latin(lines.join('\r\n'))],
      ['utf-16le', 'lines', Uint8Array.from([...latin(lines.join('\n'))].flatMap((byte) => [byte, 0]))],
      ['ibm-1047', 'vb-unmarked', ebcdic(lines.join(''))],
    ]
    for (const [encoding, recordForm, bytes] of forms) {
      const form = textFormNamed(encoding, recordForm, bytes)
      expect(form && recordFormName(form)).toBe(recordForm)
      const details: unknown[] = []
      const sink = { record: ({ detail }: TraceRecord) => void details.push(detail), notUnderstood() {}, warn() {} }
      gskCtrace.open(sink, form).take(bytes, 0, true)
      expect(details).toEqual([['CLIENT-HELLO message']])
    }
    expect(textFormNamed('binary', 'stream', new Uint8Array(4))).toBeUndefined()
  })

  it('cuts a line without end and goes on behind it', () => {
    const listing = LISTING + 'x'.repeat(200_000) + '\n' + LISTING
    const whole = readListing(latin(listing))
    expect(whole.records).toHaveLength(8)
    expect(readListing(latin(listing), 40_000)).toEqual(whole)
  })
})
