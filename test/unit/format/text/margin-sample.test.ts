import { describe, expect, it } from 'vitest'
import { decodeText } from '../../../../main/format/text/latin.ts'
import { LineReading } from '../../../../main/format/text/line-reading.ts'
import { latin } from '../../../support/bytes.ts'

const RECORD = [
  'S0W1      DUMP      00000020  15:19:52.221414  SSL_ASCII_DUMP',
  '  Job TCPIP     Process 0201003E  Thread 00000001  read_v3',
  '  CLIENT-HELLO message',
  '    00000000: 16030100 C5010000 C10303',
]

interface Told {
  readonly text: string
  readonly offset: number
  readonly extent: number
}

function told(lines: readonly string[], keepsMargins = false): Told[] {
  const found: Told[] = []
  const reading = new LineReading(
    {
      line: (bytes, start, end, offset, extent) =>
        void found.push({ text: decodeText(bytes, start, end), offset, extent }),
      broken: () => undefined,
    },
    { keepsMargins },
  )
  reading.take(latin(lines.join('\n')), 0, true)
  return found
}

const read = (lines: readonly string[]): string[] => told(lines).map(({ text }) => text)
const number = (at: number, width: number, step = 1): string => String((at + 1) * step).padStart(width, '0')

describe('marks of a mail', () => {
  it.each(['>', '> ', '>>', '> >', '>> ', '> > ', '>>> > >'])('%j are taken off', (marks) => {
    expect(read(RECORD.map((line) => marks + line))).toEqual(RECORD)
  })

  it('are taken off behind what the mail says itself, at any depth, and where nothing stands behind them', () => {
    const mail = ['Hello,', '', 'this is what we see:', '>> Could you send the trace?', '>', '>> >']
    expect(read([...mail, ...RECORD.map((line) => `> ${line}`), 'Regards'])).toEqual([
      ...mail.slice(0, 3),
      'Could you send the trace?',
      '',
      '',
      ...RECORD,
      'Regards',
    ])
  })

  it('leave the blanks of a text that has none where one was put', () => {
    expect(read(['>one', '>  two', '> three', '>'])).toEqual(['one', '  two', ' three', ''])
  })

  it('leave the places of lines as they are', () => {
    expect(told(['>one', '>two', '>three']).map(({ offset, extent }) => [offset, extent])).toEqual([
      [0, 4],
      [5, 4],
      [10, 6],
    ])
  })

  it('are none in one line or two', () => {
    for (const lines of [['> one'], ['> one', '> two'], ['> one', 'reply', '> two', 'reply', '> three']])
      expect(read(lines)).toEqual(lines)
  })

  it('are taken off a line that ends with such a sign by the way', () => {
    const lines = [...RECORD, '000010 3C3C0A0B |..<', '  000020 0A0B0C0D |...<', '000030 0A0B3C3C |..<<', 'and <']
    expect(read(lines.map((line) => `>${line}`))).toEqual(lines)
    expect(read(lines.map((line, at) => `>${number(at, 8)} ${line}`))).toEqual(lines)
  })

  it('are no signs around a name, not even in a listing that is quoted', () => {
    const names = ['Ring:', '>RING1<', '>CN=A.O=B<', '>OU=C<', '>C=DE<  ', 'Label']
    expect(read(names)).toEqual(names)
    for (const marks of ['>', '> ', '> > '])
      expect(read([...RECORD, ...names].map((line) => marks + line))).toEqual([...RECORD, ...names])
  })
})

describe('line numbers', () => {
  it.each([
    [6, ' ', 1],
    [6, ' ', 10],
    [6, ' ', 100],
    [8, ' ', 1],
    [8, ' ', 10],
    [8, ' ', 100],
    [8, '', 1],
    [8, '', 10],
    [8, '', 100],
  ])('of %i digits with %j behind, by %i, are taken off', (width, behind, step) => {
    const lines = [...RECORD, '', ...RECORD, ...RECORD]
    expect(read(lines.map((line, at) => number(at, width, step) + behind + line))).toEqual(lines)
    expect(read(lines.map((line, at) => (number(at, width, step) + behind + line).trimEnd()))).toEqual(lines)
  })

  it('are taken off where dumps lost their indentation, and where carriage control is glued to them', () => {
    const dump = ['00000000: 16030100 C5010000', '00000010: C1030307 0A0B0C0D', '00000020: 11223344']
    const lines = ['1SYSNAME   MNEMONIC  ENTRY ID', '0', ...RECORD.slice(0, 3), ...dump]
    expect(read(lines.map((line, at) => number(at, 8) + line))).toEqual(lines)
    expect(read(lines.map((line, at) => number(at, 8, 100) + line))).toEqual(lines)
    expect(read(lines.map((line, at) => `${number(at, 6, 10)} ${line}`))).toEqual(lines)
  })

  it('are taken off behind lines that have none, over those left out, and in a second part', () => {
    const some = RECORD.map((line, at) => `${number(at, 8)} ${line}`)
    const far = RECORD.map((line, at) => `${number(at + 700, 8)} ${line}`)
    const lines = ['EDIT  IBMUSER.TRACE', '****** Top of Data ******', ...some, ...far, '', ...some, '***', ...some]
    expect(read(lines)).toEqual([...lines.slice(0, 2), ...RECORD, ...RECORD, '', ...RECORD, '***', ...RECORD])
  })

  it('are taken off behind a gap where no zeros stand before them any more', () => {
    const far = Array.from({ length: 11 }, (_, at) => String(at * 1_000_000 + 400).padStart(8, '0'))
    const numbers = ['00000100', '00000200', '00000300', ...far, '[...]', '10000900', '10001000']
    const numbered = numbers.map((each, at) => (each === '[...]' ? each : `${each} S0W1 line ${at}`))
    expect(read(numbered)).toEqual(numbers.map((each, at) => (each === '[...]' ? each : `S0W1 line ${at}`)))
  })

  it('are taken off behind marks', () => {
    expect(read(RECORD.map((line, at) => `>${number(at, 8)} ${line}`))).toEqual(RECORD)
    expect(read(RECORD.map((line, at) => `> ${number(at, 6)} ${line}`))).toEqual(RECORD)
  })

  const offsets = (width: number, step: number, base: 10 | 16, text: string): string[] =>
    Array.from(
      { length: 24 },
      (_, at) => (at * step).toString(base).toUpperCase().padStart(width, '0') + text.replace('#', String(at)),
    )

  it.each<[string, string[]]>([
    ['offsets of a dump', offsets(8, 16, 16, ' 16030100 C5010000 C1030307 0A0B0C0D  *................*')],
    ['offsets with a colon', offsets(8, 16, 16, ': 16030100 C5010000 C1030307')],
    ['offsets by 32', offsets(8, 32, 16, ' 16030100 C5010000 C1030307')],
    ['offsets by ten in hex alone', offsets(8, 16, 16, ' 16030100').slice(0, 10)],
    ['offsets with characters beside them', offsets(8, 16, 16, ' 1603 |..|').slice(0, 10)],
    ['offsets in bytes', offsets(8, 16, 16, '  16 03 01 00 c5 01 00 00').slice(0, 10)],
    ['offsets of six digits', offsets(6, 16, 16, ' 45000034 12344000 40060000')],
    ['offsets of 16 digits', offsets(16, 16, 16, ' 45000034 12344000 40060000')],
    ['lines of a listing that is dumped', RECORD.slice(3).concat(offsets(8, 16, 16, ': 16030100'))],
    ['days', ['20261121 started', '20261122 stopped', '20261123 started', '20261124 stopped']],
    ['times', ['094136 EZD1287I one', '094137 EZD1287I two', '094138 EZD1287I three', '094139 EZD1287I four']],
    ['times with hundredths', ['09413600 one thing', '09413700 two', '09413800 three', '09413900 four']],
    ['numbers of packets', offsets(6, 1, 10, ' S0W1     PACKET').map((line) => `1${line.slice(1)}`)],
    ['numbers that stay', Array.from({ length: 9 }, (_, at) => `00000004 group ${at}`)],
    ['numbers by another step', Array.from({ length: 9 }, (_, at) => `${number(at, 8, 7)} group ${at}`)],
    ['numbers that fall', Array.from({ length: 9 }, (_, at) => `${number(9 - at, 8)} group ${at}`)],
    ['status codes, one below the other', Array.from({ length: 9 }, (_, at) => `0335300${at} Reason ${at}`)],
    ['numbers in two lines', ['00000001 S0W1 one', '00000002 S0W1 two', 'S0W1', '00000003 S0W1']],
    ['numbers of seven digits', Array.from({ length: 9 }, (_, at) => `${number(at, 7)} group ${at}`)],
    ['numbers of six digits that are glued', Array.from({ length: 9 }, (_, at) => `${number(at, 6)}group ${at}`)],
  ])('are none: %s', (_what, lines) => {
    expect(read(lines)).toEqual(lines)
  })

  it('that might be times are taken off where one of them is none', () => {
    const lines = [...RECORD, ...RECORD, ...RECORD]
    for (const [from, width] of [
      [12_355, 6],
      [1_239_500, 8],
    ] as const) {
      const step = width === 6 ? 1 : 100
      const numbered = lines.map((line, at) => `${String(from + at * step).padStart(width, '0')} ${line}`)
      expect(read(numbered)).toEqual(lines)
    }
  })

  it('are no offsets in a part of the listing that has none', () => {
    const dump = ['000000 45000034 12344000', '000010 40060000 0A000001', '000020 0A000002', '20261123 restarted']
    const some = RECORD.map((line, at) => `${number(at, 6, 10)} ${line}`)
    expect(read([...some, 'IP Header : 20', ...dump])).toEqual([...RECORD, 'IP Header : 20', ...dump])
  })

  it('leave the places of lines as they are', () => {
    const lines = RECORD.map((line, at) => `${number(at, 8)} ${line}`)
    let offset = 0
    for (const [at, line] of told(lines).entries()) {
      expect([line.offset, line.extent]).toEqual([offset, lines[at]?.length])
      offset += line.extent + 1
    }
  })
})

it('is not looked at where lines are wanted as they are', () => {
  const lines = RECORD.map((line, at) => `> ${number(at, 8)} ${line}`)
  expect(told(lines, true).map(({ text }) => text)).toEqual(lines)
})
