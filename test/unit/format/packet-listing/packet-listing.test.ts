import { describe, expect, it } from 'vitest'
import { packetListing } from '../../../../main/format/packet-listing/packet-listing.ts'
import { detectFormat } from '../../../../main/format/registry.ts'
import { EBCDIC_TO_LATIN } from '../../../../main/format/text/ebcdic.ts'
import { latin } from '../../../support/bytes.ts'
import { listPackets } from '../../../support/packet-list.ts'

const IP = '4500003A 045A4000 40062165 0A010002 0A010102'
const TCP = 'E57207E7 4FB0FAFF 548D0B87 80100040 03700000 0101080A C247AA8D AFFAA919'
const BYTES = [...Buffer.from((IP + TCP).replaceAll(' ', '') + '150303000201', 'hex')]
const HEADING = ['COMPONENT TRACE FULL FORMAT', 'COMP(SYSTCPDA)SUBNAME((TCPIP))', '**** 2026/11/23']
const RECORD = [
  '    7 S0W1     PACKET   00000004 04:27:37.314888 Packet Trace',
  ' From Interface    : ETH0             Device: LCS Ethernet        Full=58',
  '  Tod Clock        : 2026/11/23 04:27:37.314886',
  ' IpHeader: Version : 4                Header Length: 20',
  '  Source           : 10.1.0.2',
  ' IP Header         : 20              ',
  `000000 ${IP}`,
  ' Protocol Header   : 32              ',
  `000000 ${TCP}`,
  ' Data              : 6                Data Length: 6',
  '000000 15030300 0201                       |......           ABCDEF           |',
  '-'.repeat(79),
]
const SECONDS = Date.UTC(2026, 10, 23, 4, 27, 37) / 1000
const PACKET = { bytes: BYTES, wireLength: 58, linkType: 101, time: `${SECONDS}.314886000` }

const text = (lines: readonly string[], end = '\n'): Uint8Array => latin(lines.map((line) => line + end).join(''))
const read = (lines: readonly string[]) => listPackets(packetListing, text(lines))
const replaced = (from: string, to: string): string[] => RECORD.map((line) => line.replace(from, to))

describe('packetListing', () => {
  it('gives the packet with its own number and the time it passed the interface', () => {
    expect(read([...HEADING, ...RECORD])).toMatchObject([{ frame: 7, line: HEADING.length + 1 }, PACKET])
  })

  const forms: [string, Uint8Array][] = [
    ['return and line feed', text([...HEADING, ...RECORD], '\r\n')],
    ['a carriage control column', text([...HEADING, ...RECORD].map((line) => ` ${line}`))],
    ['controls that do something', text([...HEADING, ...RECORD].map((line, i) => (i % 2 ? '0' : '1') + line))],
    ['indentation lost', text([...HEADING, ...RECORD].map((line) => line.trim()))],
    ['blanks squeezed', text([...HEADING, ...RECORD].map((line) => line.trim().replaceAll(/ +/g, ' ')))],
    ['blank lines', text([...HEADING, ...RECORD].flatMap((line) => [line, '']))],
    [
      'page headings',
      text([...HEADING, ...RECORD].flatMap((line) => [line, '1IPCS PRINT LOG FOR USER IBMUSER   PAGE 2'])),
    ],
  ]
  it.each(forms)('reads it with %s', (_, file) => {
    expect(listPackets(packetListing, file)).toMatchObject([{ frame: 7 }, PACKET])
  })

  const numbered = (line: string, at: number) => `${String(at + 1).padStart(6, '0')} ${line}`
  const sequenced = (line: string, at: number) => `${line.slice(0, 72).padEnd(72)}${String(at + 1).padStart(6, '0')}00`
  const WHOLE = [...HEADING, ...RECORD]
  const around: [string, string[]][] = [
    ["an editor's line numbers", WHOLE.map(numbered)],
    ["an editor's line numbers and tabs", WHOLE.map((line, at) => numbered(line, at).replaceAll(/ {2,}/g, '\t'))],
    ['line numbers that are no longer than needed', WHOLE.map((line, at) => `${at + 1} ${line}`)],
    ['the marks of a mail', WHOLE.map((line) => `> ${line}`)],
    ['the marks of an answered mail', WHOLE.map((line) => `>> ${line}`)],
    ['the marks of a mail that was answered again and again', WHOLE.map((line) => `> > >> ${line}`)],
    ['the marks of a mail, indentation lost', WHOLE.map((line) => `> ${line.trim()}`)],
    ['words between the lines', WHOLE.flatMap((line) => [line, 'READY', 'BLS18160D May summary dump data be used?'])],
  ]
  it.each(around)('reads it with %s', (_, lines) => {
    const file = text(lines)
    const found = detectFormat(file, file.length)
    expect('reader' in found && found.reader.id).toBe('packet-listing')
    expect(read(lines)).toMatchObject([{ frame: 7 }, PACKET])
  })

  it.each([
    ['line numbers', (line: string, at: number) => numbered(line, at)],
    ['marks', (line: string) => `> ${line}`],
  ])('reads records without a number of their own behind %s', (_, put) => {
    for (const system of ['S0W1     ', '']) {
      const lines = [...HEADING, ...RECORD].map((line) => line.replace('    7 S0W1     ', system))
      expect(read(lines.map(put))).toMatchObject([{}, PACKET])
    }
  })

  it('reads as much with sequence numbers in the last columns as stands before them', () => {
    const clipped = read([...WHOLE, ...WHOLE].map((line) => line.slice(0, 72)))
    const file = read([...WHOLE, ...WHOLE].map(sequenced))
    expect(file.filter((entry) => 'bytes' in entry)).toHaveLength(2)
    expect(file).toEqual(
      clipped.map((entry) => ('offset' in entry ? { ...entry, offset: expect.any(Number) as number } : entry)),
    )
  })

  it('does not take sequence numbers for bytes, nor bytes for sequence numbers', () => {
    const data = ['  000000 15030300 02020A00 15030300 02020A00 15030300 02020A00 15030300 12345678']
    const long = [...RECORD.slice(0, 4), '  Packet Length    : 84', ...RECORD.slice(4, 9)]
    const record = [...long, ' Data              : 32                Data Length: 32', ...data].map((line) =>
      line.replace('4500003A', '45000054'),
    )
    expect(data[0]).toHaveLength(80)
    const bytes = [...Buffer.from((data[0] ?? '').replaceAll(' ', '').slice(6), 'hex')]
    const tail = (lines: readonly string[]) =>
      read([...HEADING, ...lines]).flatMap((entry) => ('bytes' in entry ? entry.bytes.slice(52) : []))
    expect(tail(record)).toEqual(bytes)
    expect(tail(record.map(sequenced))).toEqual(bytes.slice(0, 28))
  })

  it('reads it in EBCDIC with tabs', () => {
    const file = text([...HEADING, ...RECORD].map((line) => line.replaceAll(/ +/g, '\t'))).map((letter) =>
      EBCDIC_TO_LATIN.lastIndexOf(letter),
    )
    expect(detectFormat(file, file.length)).toMatchObject({ encoding: 'ibm-1047', recordForm: 'lines' })
    expect(listPackets(packetListing, file)).toMatchObject([{ frame: 7 }, PACKET])
  })

  it('reads it in EBCDIC', () => {
    const file = text([...HEADING, ...RECORD]).map((letter) => EBCDIC_TO_LATIN.lastIndexOf(letter))
    expect(detectFormat(file, file.length)).toMatchObject({ encoding: 'ibm-1047', recordForm: 'lines' })
    expect(listPackets(packetListing, file)).toMatchObject([{ frame: 7 }, PACKET])
  })

  it.each([1, 7, 64])('gives the same in pieces of %i bytes', (size) => {
    const file = text([...HEADING, ...RECORD, ...RECORD])
    expect(listPackets(packetListing, file, size)).toEqual(listPackets(packetListing, file))
  })

  it('takes day and time from date line and record line where there is no clock', () => {
    const lines = RECORD.filter((line) => !line.includes('Tod'))
    expect(read([...HEADING, ...lines])[1]).toMatchObject({ time: `${SECONDS}.314888000` })
    expect(read(lines)[1]).toMatchObject({ time: expect.stringMatching(/^-1\./) as string })
  })

  it('never takes characters for hex', () => {
    const lines = replaced('|......           ABCDEF           |', ' ABCDEF12 34567890')
    expect(read([...HEADING, ...lines])[1]).toMatchObject(PACKET)
  })

  it('says when the trace kept a part of the packet, and how long it was', () => {
    const lines = replaced('4500003A', '450000D0').map((line) => line.replace('Data Length: 6', 'Data Length: 156'))
    expect(read(lines)).toMatchObject([{ frame: 7 }, { warning: 'packet-abbreviated' }, { wireLength: 208 }])
    expect(read(lines)[2]).toMatchObject({ bytes: { length: 58 } })
  })

  it('does without TCP options that were clipped, and keeps the data in its place', () => {
    const lines = [...HEADING, ...RECORD].map((line) => line.slice(0, 60))
    const [, warning, packet] = read(lines)
    expect(warning).toMatchObject({ warning: 'packet-hex-incomplete' })
    expect(packet).toMatchObject({ bytes: [...BYTES.slice(0, 44), 0, 0, 0, 0, 0, 0, 0, 0, ...BYTES.slice(52)] })
  })

  it('gives IPv6', () => {
    const six = `60000000 00000006 ${'20010DB8 00000000 00000000 00000001 '.repeat(2)}`.replace('00000006', '00140640')
    const lines = replaced(': 20 ', ': 40 ').map((line) => line.replace(IP, six.trim()))
    expect(read(lines)[1]).toMatchObject({ wireLength: 60, linkType: 101 })
  })

  it('stops at a hole in the data', () => {
    const data = ['000000 15030300 02010203 04050607 08090A0B', '000020 15030300 02010203']
    const lines = [...RECORD.slice(0, 9), ' Data : 48  Data Length: 48', ...data]
    expect(read(lines.map((line) => line.replace('4500003A', '45000064')))).toMatchObject([
      { frame: 7 },
      { warning: 'packet-hex-incomplete' },
      { wireLength: 100, bytes: { length: 68 } },
    ])
  })

  it('names what is no packet', () => {
    expect(read(RECORD.slice(0, 5))).toMatchObject([{ frame: 7 }, { unreadable: 'packet-without-hex' }])
    const data = RECORD[0]?.replace('PACKET  ', 'DATA    ').replace('Packet', 'Data') ?? ''
    expect(read([data])).toMatchObject([{ unreadable: 'data-trace' }])
  })

  it('gives no more than is there, wherever it is cut, and whatever the lengths say', () => {
    const file = text([...HEADING, ...RECORD])
    for (let end = 0; end <= file.length; end++) {
      for (const entry of listPackets(packetListing, file.subarray(0, end))) {
        if ('bytes' in entry) expect(entry.bytes.length).toBeLessThanOrEqual(entry.wireLength)
      }
    }
    for (const lie of ['0', '1', '99999', '65535']) {
      const lines = [...HEADING, ...replaced(': 20 ', `: ${lie} `), ...RECORD]
      expect(read(lines).slice(-2)).toMatchObject([{ frame: 7 }, PACKET])
    }
  })
})
