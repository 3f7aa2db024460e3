import { describe, expect, it } from 'vitest'
import { attlsMessage } from '../../../../main/format/log/attls-message.ts'
import { attlsLog, jobLog } from '../../../../main/format/log/attls-log.ts'
import { detectFormat } from '../../../../main/format/registry.ts'
import { latin } from '../../../support/bytes.ts'
import { readLogMessages } from '../../../support/read-log.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const only = (text: string) => {
  const { messages } = readLogMessages(utf8(text))
  expect(messages).toHaveLength(1)
  return (
    messages[0] ?? {
      id: '',
      lines: [],
      line: 0,
      offset: 0,
      length: 0,
      stamp: { timeOfDayNs: 0, day: 0, zoneMinutes: 0 },
    }
  )
}
const formatOf = (text: string): string => {
  const detected = detectFormat(utf8(text), text.length)
  return 'refused' in detected ? detected.refused.code : detected.reader.id
}

const ERROR_1286 =
  'EZD1286I TTLS Error GRPID: 00000002 ENVID: 00000007 CONNID: 000065F3 LOCAL: 10.1.1.2..49057 REMOTE: 192.0.2.50..8443' +
  ' JOBNAME: WEBCLI USERID: WEBUSR RULE: WebOutRule RC:  420 Initial Handshake'
const ERROR_1287 =
  ' EZD1287I TTLS Error RC:  406 Initial Handshake\n' +
  '   LOCAL: ::FFFF:010.001.001.002..3973\n   REMOTE: ::FFFF:10.1.0.3..8803\n' +
  '   JOBNAME: P00SVR00 RULE: ClientRule\n   USERID: IZUSVR0 GRPID: 00000003 ENVID: 00000001 CONNID: 0001EEF1\n'

/** As published; each alone must open and be read. */
const PUBLISHED: readonly (readonly [text: string, id: string, format: 'attls-log' | 'job-log'])[] = [
  ...[402, 416, 435, 510, 515, 517, 519, 5003, 5006].map(
    (code) => [`EZD1287I TTLS Error RC: ${code} Initial Handshake`, 'EZD1287I', 'attls-log'] as const,
  ),
  ['EZD1287I TTLS Error RC: 416 Environment Master Init', 'EZD1287I', 'attls-log'],
  ['EZD1287I TTLS Error RC: 5003', 'EZD1287I', 'attls-log'],
  [
    'SYSERR :001: plfm_kernel_init: socket(INET, DGRAM, 0), failed, errno=EDC5112I Resource temporarily unavailable., errno2=74610296',
    'SYSERR',
    'job-log',
  ],
  ["OBJERR :001: init_PEP_and_kernel: Kernel initialization failed for image 'TCPIP2',", 'OBJERR', 'job-log'],
  ['OBJERR :001: init_PEP_and_kernel: Kernel initialization failed for image ‘TCPIP2’,', 'OBJERR', 'job-log'],
  [
    "WARNING:005: ..pinit_fetch_policy_profile: Ignoring non-image config file 'TTLSRule' statement",
    'WARNING',
    'job-log',
  ],
  ['PROTERR:002: ..some_function: text', 'PROTERR', 'job-log'],
  ['System SSL 0x134cc000', '134CC000', 'job-log'],
  ['the error code is 134CC19E', '134CC19E', 'job-log'],
  ['CMS status 0x03353017', '03353017', 'job-log'],
  ['CMS status 53817367.', '53817367', 'job-log'],
  ['GSK01001I System SSL version 4.4, Service level OA59115.', 'GSK01001I', 'job-log'],
  ['GSK01003I SSL server initialization complete.', 'GSK01003I', 'job-log'],
  ['GSK01040I SSL component trace started.', 'GSK01040I', 'job-log'],
  [
    'ITT038I ALL OF THE TRANSACTIONS REQUESTED VIA THE TRACE CT COMMAND WERE SUCCESSFULLY EXECUTED.',
    'ITT038I',
    'job-log',
  ],
  ['ITT110I INITIALIZATION OF CTRACE WRITER CTWTR COMPLETE.', 'ITT110I', 'job-log'],
  ['ITT111I CTRACE WRITER CTWTR TERMINATED BECAUSE OF A WTRSTOP REQUEST.', 'ITT111I', 'job-log'],
  ['IEE839I ST=(ON,0001M,00005M) AS=ON BR=OFF EX=ON MO=OFF MT=(ON,064K)', 'IEE839I', 'job-log'],
  ['AHL904I THE FOLLOWING TRACE DATASETS CONTAIN TRACE DATA :', 'AHL904I', 'job-log'],
  ['IEF196I AHL904I THE FOLLOWING TRACE DATASETS CONTAIN TRACE DATA :', 'AHL904I', 'job-log'],
  ['GSK_CONNECT_CIPHER_SPEC(207) - C02B', 'GSK_CONNECT_CIPHER_SPEC', 'job-log'],
  ['The GSK trace had GSK_CONNECT_CIPHER_SPEC(207) – C02B. Where', 'GSK_CONNECT_CIPHER_SPEC', 'job-log'],
]

describe('published messages', () => {
  it.each(PUBLISHED)('%s', (text, id, format) => {
    expect(formatOf(`${text}\n`)).toBe(format)
    const message = only(text)
    expect(message.id).toBe(id)
    expect(message.lines.join(' ')).toBe(text.slice(text.search(new RegExp(`(?:0x)?${id}`, 'i'))))
  })

  it('reads ICH408I in its shapes', () => {
    const lines = [
      'ICH408I USER(START1  ) GROUP(SYS1    ) NAME(####################)',
      'START1.TN3270.LST CL(RDATALIB)',
      'INSUFFICIENT ACCESS AUTHORITY',
      'FROM START1.*.LST (G)',
      'ACCESS INTENT(READ   )  ACCESS ALLOWED(NONE   )',
    ]
    const [first = '', ...further] = lines
    for (const text of [
      lines.join('\n'),
      [`09.41.33 STC00100  ${first}`, ...further.map((line) => `     ${line}`)].join('\n'),
      [`09.41.33 STC00100  ${first}`, ...further.map((line) => `   306             ${line}`)].join('\r\n'),
      [
        `M 4000000 S0W1     2026327 09:41:33.12 STC00100 00000090  ${first}`,
        ...further.map((line) => `D                                         409 00000090  ${line}`),
      ].join('\n'),
    ]) {
      expect(only(text).lines).toEqual(lines)
    }
  })
})

describe('AT-TLS messages', () => {
  it('reads fields by their names, in any order', () => {
    expect(attlsMessage(only(`Nov 23 09:41:36 S0W1 TTLS[58768233]: 09:41:36 TCPIP ${ERROR_1286}`))).toEqual({
      kind: 'error',
      connectionId: '000065F3',
      groupId: '00000002',
      environmentId: '00000007',
      local: { address: '10.1.1.2', port: 49057 },
      remote: { address: '192.0.2.50', port: 8443 },
      job: 'WEBCLI',
      user: 'WEBUSR',
      rule: 'WebOutRule',
      type: undefined,
      status: undefined,
      returnCode: 420,
      event: 'Initial Handshake',
    })
  })

  it.each([
    ['lines of a console', ERROR_1287],
    ['one line', ERROR_1287.replaceAll('\n', ' ')],
    ['one message with carriage returns, as OPERLOG services return it', ERROR_1287.replaceAll('\n', '\r')],
    ['the same in JSON', `{"message":"${ERROR_1287.replaceAll('\n', '\\r')}"}`],
    [
      'a job log that repeats time and job',
      ERROR_1287.split('\n')
        .map((line) => `09.41.36 STC00104 ${line}`)
        .join('\n'),
    ],
    ['a page without indentation', ERROR_1287.replaceAll(/^ +/gm, '')],
  ])('joins the lines of EZD1287I: %s', (_what, text) => {
    expect(attlsMessage(only(text))).toMatchObject({
      returnCode: 406,
      event: 'Initial Handshake',
      connectionId: '0001EEF1',
      local: { address: '10.1.1.2', port: 3973 },
      remote: { address: '10.1.0.3', port: 8803 },
      job: 'P00SVR00',
      rule: 'ClientRule',
      user: 'IZUSVR0',
    })
  })

  it.each(['constructor', '__proto__'])('knows no message of the kind %s', (word) => {
    expect(attlsMessage(only(`EZD1299I TTLS ${word} CONNID: 00000007 RC: 402`))?.kind).toBe('other')
  })

  it('takes zeros for no identifier, and IPv6 as it stands', () => {
    const text =
      'EZD1286I TTLS Error CONNID: 00000000 ENVID: 00000000 LOCAL: 2001:DB8::1..443 REMOTE: ::1..50000 RC: 5006 Environment Master Init'
    expect(attlsMessage(only(text))).toMatchObject({
      connectionId: undefined,
      environmentId: undefined,
      local: { address: '2001:db8::1', port: 443 },
      remote: { address: '::1', port: 50000 },
      event: 'Environment Master Init',
    })
  })
})

describe('stamps', () => {
  const day = (year: number, month: number, date: number): number => Date.UTC(year, month - 1, date) / 86_400_000
  const at = (h: number, m: number, s: number, ns = 0): number => ((h * 60 + m) * 60 + s) * 1e9 + ns
  it.each([
    ['Nov 23 09:41:36 S0W1 TTLS[5]: 09:41:36.021566 TCPIP ', day(1970, 11, 23), at(9, 41, 36, 21_566_000), undefined],
    ['Feb 29 10:00:00 ', day(1970, 3, 1), at(10, 0, 0), undefined],
    ['Nov  3 09:41:36 S0W1 ', day(1970, 11, 3), at(9, 41, 36), undefined],
    ['2026-11-23T09:41:36.5+01:00 S0W1 ', day(2026, 11, 23), at(9, 41, 36, 500_000_000), 60],
    ['2026-11-23T09:41:36Z ', day(2026, 11, 23), at(9, 41, 36), 0],
    [
      'M 4000000 S0W1     2026327 09:41:33.12 STC00100 00000090  ',
      day(2026, 11, 23),
      at(9, 41, 33, 120_000_000),
      undefined,
    ],
    [
      'N 4000000 S0W1     26327 09:41:33.12 STC00100 00000090  ',
      day(2026, 11, 23),
      at(9, 41, 33, 120_000_000),
      undefined,
    ],
    ['09.41.33 STC00100  ', undefined, at(9, 41, 33), undefined],
    ['11/23 09:41:33 ', day(1970, 11, 23), at(9, 41, 33), undefined],
    ['', undefined, undefined, undefined],
    ['99:99:99 ', undefined, undefined, undefined],
    ['Feb 30 10:00:00 ', undefined, at(10, 0, 0), undefined],
  ])('%s', (prefix, dayOf, timeOfDayNs, zoneMinutes) => {
    expect(only(`${prefix}GSK01003I SSL server initialization complete.`).stamp).toEqual({
      timeOfDayNs,
      day: dayOf,
      zoneMinutes,
    })
  })

  it('takes the date of a JES job log from its own line', () => {
    const text = '09.41.33 STC00100 ---- MONDAY,    23 NOV 2026 ----\n09.41.34 STC00100  GSK01003I SSL server ready\n'
    expect(only(text).stamp).toMatchObject({ day: day(2026, 11, 23), timeOfDayNs: at(9, 41, 34) })
  })
})

describe('any text', () => {
  const text = `something\n${ERROR_1287}\nIEF403I GSKSRVR - STARTED\n     more of it\nGSK01003I SSL ready\n$HASP373 X\n`

  it('counts the lines that are part of no message, and lets none join another one', () => {
    const { messages, notUnderstood } = readLogMessages(latin(text))
    expect(messages.map(({ id, line }) => [id, line])).toEqual([
      ['EZD1287I', 2],
      ['GSK01003I', 10],
    ])
    expect(notUnderstood).toEqual([1, 8, 9, 11])
    expect(messages[1]?.lines).toEqual(['GSK01003I SSL ready'])
  })

  it('is read the same in pieces of any size, and cut anywhere without throwing', () => {
    const bytes = latin(text)
    const whole = readLogMessages(bytes)
    for (const size of [1, 7, 64]) expect(readLogMessages(bytes, size)).toEqual(whole)
    for (let end = 0; end < bytes.length; end++) readLogMessages(bytes.slice(0, end))
  })

  it('bounds a message and a line', () => {
    const endless = `EZD1287I TTLS Error RC: 402 ${'x'.repeat(100_000)}\n${'   LOCAL: 1.2.3.4..5\n'.repeat(1_000)}`
    const message = readLogMessages(latin(endless)).messages[0]
    expect(message?.lines.length).toBeLessThanOrEqual(40)
    expect(message?.lines[0]?.length).toBeLessThanOrEqual(2_048)
  })

  it.each([
    ['ICSF service failure: CSFPGKP retCode = 0x8, rsnCode = 0x3e88', 'CSFPGKP'],
    ['Service CSFNDSV return code=8 reason code=2038', 'CSFNDSV'],
  ])('reads what ICSF answered: %s', (line, id) => {
    expect(readLogMessages(latin(`Something before\n${line}\n`)).messages).toMatchObject([{ id, line: 2 }])
  })

  it('is claimed by one reader alone', () => {
    expect(attlsLog.detect(latin(ERROR_1287))).toBe('certain')
    expect(jobLog.detect(latin(ERROR_1287))).toBe('no')
    expect(formatOf('COMPONENT TRACE SHORT FORMAT\nCOMP(GSKSRVR)\nITT038I ALL OF THE TRANSACTIONS\n')).toBe(
      'report-not-full',
    )
    expect(formatOf('Nothing of interest, ABC123I but this\n')).toBe('no-trace')
  })
})
