import { describe, expect, it } from 'vitest'
import { gskCtrace } from '../../../../main/format/gsk-ctrace/gsk-ctrace.ts'
import { latin } from '../../../support/bytes.ts'
import { dumpLines, heading } from '../../../support/listing-writer.ts'
import { readListing } from '../../../support/read-listing.ts'

const HEADER = 'S0W1      MESSAGE   00000008  15:19:52.226897  SSL_INFO'
const JOB = '  Job TCPIP     Process 0201003E  Thread 00000001  edit_ciphers'
const TEXT = "  Using server certificate 'ABC'"
const DUMP_HEADER = 'S0W1      DUMP      00000020  15:19:52.221414  SSL_ASCII_DUMP'

const read = (...lines: string[]) => readListing(latin(lines.join('\n') + '\n'))
const bytes = (count: number): Uint8Array => Uint8Array.from({ length: count }, (_, i) => i * 7)

describe('binary between the lines', () => {
  it('hides no record: a header line is found behind it', () => {
    const record =
      'S0W1      MESSAGE   00000008  10:20:30.400500  SSL_INFO\n  Job TCPIP     Process 1  Thread 2  edit_ciphers\n'
    for (const binary of ['\x01', '\xff\x00', '\x93\x02 k8', '\x7fabcdefghij', '\x80'.repeat(500)]) {
      const { records } = readListing(latin(record + binary + record))
      expect(records).toHaveLength(2)
      expect(records[1]).toMatchObject({ systemName: 'S0W1', functionName: 'edit_ciphers', thread: '2' })
    }
  })
})

describe('gskCtrace', () => {
  it('reads the fields of a record', () => {
    const { records, notUnderstood } = read(HEADER, JOB, TEXT)
    expect(notUnderstood).toEqual([])
    expect(records).toEqual([
      {
        line: 1,
        offset: 0,
        length: HEADER.length + JOB.length + TEXT.length + 2,
        systemName: 'S0W1',
        mnemonic: 'MESSAGE',
        entryId: '00000008',
        timeOfDayNs: ((15 * 60 + 19) * 60 + 52) * 1e9 + 226_897_000,
        day: 0,
        dated: false,
        description: 'SSL_INFO',
        job: 'TCPIP',
        process: '0201003E',
        thread: '00000001',
        functionName: 'edit_ciphers',
        detail: ["Using server certificate 'ABC'"],
        detailCut: false,
        dump: undefined,
      },
    ])
  })

  it('reads a dump with its title and its place', () => {
    const data = bytes(35)
    const { records } = read(DUMP_HEADER, JOB, '  CLIENT-HELLO message', dumpLines(data).trimEnd(), '', HEADER, JOB)
    const dump = records[0]?.dump
    expect(dump?.bytes).toEqual(data)
    expect(dump).toMatchObject({ line: 4, title: 'CLIENT-HELLO message', damaged: false })
    expect(dump?.offset).toBe(DUMP_HEADER.length + JOB.length + '  CLIENT-HELLO message'.length + 3)
    expect(records[0]?.detail).toEqual(['CLIENT-HELLO message'])
    expect(records[1]?.dump).toBeUndefined()
  })

  it('keeps a description, function, mnemonic and system name it has never seen', () => {
    const { records } = read(
      '$#@X      STRANGE   8000FFFF  00:00:00.000001  some other thing',
      '  Job A         Process 1  Thread 2  read_tls13_whatever_it_is_called',
    )
    expect(records[0]).toMatchObject({
      systemName: '$#@X',
      mnemonic: 'STRANGE',
      entryId: '8000FFFF',
      description: 'some other thing',
      job: 'A',
      process: '1',
      thread: '2',
      functionName: 'read_tls13_whatever_it_is_called',
    })
  })

  it('reads a masked or missing system name, a job line without job or function, a header without description', () => {
    const { records } = read(
      'xxxx      MESSAGE   00000004  18:32:08.470434  SSL_ERROR',
      'Job TCPIP     Process 0001030A  Thread 00000003',
      '          MESSAGE   00000004  18:32:08.470435',
      '  Job           Process 0001030A  Thread 00000003  f',
    )
    expect(
      records.map(({ systemName, job, functionName, description }) => [systemName, job, functionName, description]),
    ).toEqual([
      ['xxxx', 'TCPIP', undefined, 'SSL_ERROR'],
      ['', undefined, 'f', ''],
    ])
  })

  it('takes call-outs of a printed page off', () => {
    const { records } = read(
      '   1 C01       MESSAGE   00000004  20:43:45.522449  SSL_ERROR',
      '',
      '   2   Job TCP341    Process 00020032  Thread 00000002  gsk_read_v3_record',
      '   3   Socket closed by 192.168.50.80.1360.',
    )
    expect(records[0]).toMatchObject({
      systemName: 'C01',
      job: 'TCP341',
      functionName: 'gsk_read_v3_record',
      detail: ['Socket closed by 192.168.50.80.1360.'],
    })
  })

  it.each(['> ', '>> ', '> > ', '> > > > > > > > ', '>\t> '])('takes the marks of a mail off: %j', (marks) => {
    const lines = [HEADER, JOB, TEXT, DUMP_HEADER]
    const [plain] = read(...lines).records
    const [quoted] = read(...lines.map((line) => marks + line)).records
    const told = (record: typeof plain) => record && [record.systemName, record.job, record.functionName, record.detail]
    expect(told(quoted)).toEqual(told(plain))
    expect(quoted?.detail).toContain("Using server certificate 'ABC'")
  })

  it('does not take a number at the beginning of a text for a call-out', () => {
    expect(read(HEADER, JOB, '  12 bytes were sent').records[0]?.detail).toEqual(['12 bytes were sent'])
  })

  it('reads carriage control, glued or not', () => {
    const { records, notUnderstood } = read(
      '1COMPONENT TRACE FULL FORMAT',
      ' COMP(GSKSRVR)',
      ' **** 11/23/2026',
      '0SYSNAME   MNEMONIC  ENTRY ID    TIME STAMP     DESCRIPTION',
      ' -------   --------  --------  ---------------  -------------',
      `0${HEADER}`,
      ` ${JOB}`,
      ` ${TEXT}`,
      ' ',
      '1SYSNAME   MNEMONIC  ENTRY ID    TIME STAMP     DESCRIPTION',
      ` ${HEADER}`,
      `0${JOB}`,
    )
    expect(notUnderstood).toEqual([])
    expect(records.map(({ systemName, job, detail }) => [systemName, job, detail])).toEqual([
      ['S0W1', 'TCPIP', ["Using server certificate 'ABC'"]],
      ['S0W1', 'TCPIP', []],
    ])
  })

  it('takes no digit from a system name that is not glued to one', () => {
    expect(read('1SYS      MESSAGE   00000008  15:19:52.226897  SSL_INFO', JOB).records[0]?.systemName).toBe('1SYS')
  })

  it('reads a listing that lost its indentation', () => {
    const { records } = read(
      DUMP_HEADER,
      JOB.trim(),
      'Title',
      ...dumpLines(bytes(20))
        .trimEnd()
        .split('\n')
        .map((line) => line.trim()),
      HEADER,
      JOB.trim(),
      TEXT.trim(),
    )
    expect(records.map(({ detail }) => detail)).toEqual([['Title'], ["Using server certificate 'ABC'"]])
    expect(records[0]?.dump?.bytes).toEqual(bytes(20))
  })

  it('leaves lines out that are no details, and counts them', () => {
    const { records, notUnderstood } = read('# a comment', HEADER, JOB, '...', 'somebody wrote this', TEXT)
    expect(records[0]?.detail).toEqual(["Using server certificate 'ABC'"])
    expect(notUnderstood).toEqual([1, 4, 5])
  })

  it('ends a record where the listing ends and job output goes on', () => {
    const { records, notUnderstood } = read(
      HEADER,
      JOB,
      TEXT,
      'READY',
      '  something after',
      ' !! END OF JES SPOOL FILE !!',
      'BLS18206I All records dropped',
    )
    expect(records[0]?.detail).toHaveLength(1)
    expect(notUnderstood).toEqual([5])
  })

  it('gives what follows a lost header line to no record', () => {
    const { records, notUnderstood } = read(JOB, '  torn', HEADER, JOB, TEXT, JOB, '  whose?', HEADER, JOB)
    expect(records.map(({ line, detail }) => [line, detail.length])).toEqual([
      [3, 1],
      [8, 0],
    ])
    expect(notUnderstood).toEqual([1, 2, 6, 7])
  })

  it('does not begin a record in a detail that looks like half a header', () => {
    const { records } = read(HEADER, JOB, '  S0W1 MESSAGE 00000008 is what it said', '  at 15:19:52.226897 SSL_INFO')
    expect(records).toHaveLength(1)
    expect(records[0]?.detail).toHaveLength(2)
  })

  it.each([
    ['11/14/2005', '2005-11-14'],
    ['06/17/92', '1992-06-17'],
    ['11/14/05', '2005-11-14'],
    ['2002/11/20', '2002-11-20'],
  ])('reads the date %s', (printed, date) => {
    const record = read(`**** ${printed}`, HEADER, JOB).records[0]
    expect(record?.dated).toBe(true)
    expect(new Date((record?.day ?? 0) * 86_400_000).toISOString().slice(0, 10)).toBe(date)
  })

  it('moves the day on at midnight, and back for a late record', () => {
    const at = (time: string): string[] => [`S0W1      MESSAGE   00000008  ${time}  SSL_INFO`, JOB]
    const times = [
      '23:59:59.900000',
      '00:00:00.100000',
      '23:59:59.999000',
      '00:00:00.200000',
      '00:00:00.150000',
      '12:00:00.000000',
    ]
    expect(read(...times.flatMap(at)).records.map(({ day }) => day)).toEqual([0, 1, 0, 1, 1, 1])
    expect(read('**** 01/01/1970', ...times.flatMap(at)).records.map(({ day }) => day)).toEqual([0, 1, 0, 1, 1, 1])
  })

  it('does not move the day on twice when a date line comes at midnight', () => {
    const { records } = read(
      '**** 01/01/1970',
      'S0W1      MESSAGE   00000008  23:59:59.900000  SSL_INFO',
      JOB,
      '**** 01/02/1970',
      'S0W1      MESSAGE   00000008  00:00:00.100000  SSL_INFO',
      JOB,
      'S0W1      MESSAGE   00000008  09:00:00.100000  SSL_INFO',
      JOB,
    )
    expect(records.map(({ day }) => day)).toEqual([0, 1, 1])
  })

  it('marks dumps with holes, damaged words or a lost beginning, and keeps what is before', () => {
    const lines = dumpLines(bytes(64)).trimEnd().split('\n')
    const dump = (change: (lines: string[]) => void) => {
      const copy = [...lines]
      change(copy)
      return read(DUMP_HEADER, JOB, ...copy).records[0]?.dump
    }
    const hole = dump((copy) => copy.splice(2, 1))
    expect(hole?.damaged).toBe(true)
    expect(hole?.bytes).toEqual(bytes(32))
    const word = dump((copy) => (copy[1] = (copy[1] ?? '').replace(/(: \w{8} )\w\w/, '$1G?')))
    expect(word?.damaged).toBe(true)
    expect(word?.bytes).toEqual(bytes(20))
    const beginning = dump((copy) => copy.shift())
    expect(beginning?.damaged).toBe(true)
    expect(beginning?.bytes).toHaveLength(0)
    const short = dump((copy) => (copy[1] = (copy[1] ?? '').slice(0, 30)))
    expect(short?.damaged).toBe(true)
  })

  it('does not care for the character column', () => {
    const damaged = dumpLines(bytes(35)).replace(/\*.*\*/g, '*****00AA 11*')
    expect(read(DUMP_HEADER, JOB, ...damaged.split('\n')).records[0]?.dump).toMatchObject({
      bytes: bytes(35),
      damaged: false,
    })
    const without = dumpLines(bytes(35))
      .replace(/ +\*.*\*/g, '')
      .toLowerCase()
    expect(read(DUMP_HEADER, JOB, ...without.split('\n')).records[0]?.dump).toMatchObject({
      bytes: bytes(35),
      damaged: false,
    })
  })

  it('caps dumps and details', () => {
    const large = read(DUMP_HEADER, JOB, dumpLines(new Uint8Array(1_048_576 + 64)).trimEnd()).records[0]?.dump
    expect(large?.bytes).toHaveLength(1_048_576)
    expect(large?.damaged).toBe(true)
    const many = read(HEADER, JOB, ...Array.from({ length: 300 }, (_, i) => `  Attribute ${i}`)).records[0]
    expect(many?.detail).toHaveLength(200)
    expect(many?.detailCut).toBe(true)
    const long = read(HEADER, JOB, ...Array.from({ length: 5 }, () => '  ' + 'x'.repeat(20_000))).records[0]
    expect(long?.detail).toHaveLength(3)
    expect(long?.detailCut).toBe(true)
  })

  it('leaves records of another component out and says so', () => {
    const { records, warnings } = read(
      'COMPONENT TRACE FULL FORMAT',
      'COMP(SYSTCPIP)',
      HEADER.replace(/SSL_\w+/, 'SOCKET'),
      JOB,
      'COMP(GSKSRVR)',
      HEADER,
      JOB,
    )
    expect(records.map(({ line }) => line)).toEqual([6])
    expect(warnings).toEqual(['other-component'])
  })

  it('knows its own records where the heading of another component stands before them', () => {
    const packet = '    1 S0W1     PACKET   00000004 04:27:37.314863 Packet Trace'
    const { records, warnings } = read('COMP(SYSTCPDA)SUBNAME((TCPIP))', packet, HEADER, JOB, packet)
    expect(records.map(({ line }) => line)).toEqual([3])
    expect(warnings).toEqual([])
  })

  it('reads UTF-8 and Latin-1 details', () => {
    const label = 'M\u00fcnchen'
    const text = `${HEADER}\n${JOB}\n  Label '${label}'\n`
    expect(readListing(latin(text)).records[0]?.detail).toEqual([`Label '${label}'`])
    expect(readListing(new TextEncoder().encode('\ufeff' + text)).records[0]?.detail).toEqual([`Label '${label}'`])
  })

  it('numbers equal texts alike', () => {
    const seen: number[][] = []
    const reading = gskCtrace.open({
      record: ({ contextId, functionId, descriptionId }) => seen.push([contextId, functionId, descriptionId]),
      notUnderstood: () => undefined,
      warn: () => undefined,
    })
    const other = JOB.replace('00000001', '00000002')
    reading.take(latin([HEADER, JOB, DUMP_HEADER, other, HEADER, JOB, HEADER].join('\n')), 0, true)
    const [first, second, third, bare] = seen
    expect(third).toEqual(first)
    expect(second?.[0]).not.toBe(first?.[0])
    expect(second?.[1]).toBe(first?.[1])
    expect(second?.[2]).not.toBe(first?.[2])
    expect(bare?.slice(0, 2)).toEqual([-1, -1])
  })

  it('claims listings of System SSL and nothing like them', () => {
    expect(gskCtrace.detect(latin(`${HEADER}\n${JOB}\n`))).toBe('certain')
    expect(gskCtrace.detect(latin(heading('11/14/2005')))).toBe('certain')
    expect(gskCtrace.detect(latin(`${HEADER.replace('SSL_INFO', 'OTHER')}\n${JOB}\n`))).toBe('possible')
    expect(
      gskCtrace.detect(
        latin('COMPONENT TRACE SHORT FORMAT\nCOMP(GSKSRVR)\nMESSAGE   00000008  15:19:52.226897  SSL_INFO\n'),
      ),
    ).toBe('no')
    expect(gskCtrace.detect(latin('Dear colleague,\nplease look at the trace.\n'))).toBe('no')
    expect(gskCtrace.detect(new Uint8Array(4096))).toBe('no')
    expect(gskCtrace.detect(new Uint8Array(0))).toBe('no')
  })
})
