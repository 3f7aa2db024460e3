import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { REPORT_SECTIONS } from '../../../../preload/contract/report-section.ts'
import { directClient } from '../../../support/direct-client.ts'
import { Engine } from '../../../../main/engine/engine.ts'
import { exportFile } from '../../../../main/engine/export/export-file.ts'
import { type ReportFile, reportFile } from '../../../../main/engine/report-file.ts'
import { type PrintPage, printPdf } from '../../../../main/report/pdf/print-pdf.ts'
import { browserProgram } from '../../../support/browser-program.ts'
import { concat, PcapngBlocks } from '../../../support/capture-writer.ts'
import { plantedHandshake } from '../../../support/planted-handshake.ts'
import { found, HANDSHAKE, notIn } from '../../../support/planted-names.ts'
import { unpackedPdf } from '../../../support/unpacked-pdf.ts'
import { LIST } from '../../../support/racdcert-listing.ts'

/*
 * Every kind of source holds names that nobody else has, each in every place that it has for one; none of them, however written, may be in a
 * redacted report. The report that is not redacted has them: else nothing would be tested.
 */
const EXAMPLE = join(import.meta.dirname, '../../../../build/example/case')

/** In place of strings of the same length, so that the lengths around them stay right. */
const CAPTURE_NAMES: readonly (readonly [string, string])[] = [
  ['tn3270.example', 'qhostq.zdomain'],
  ['Example Bank', 'Qorgmkr Zbnk'],
]
const LISTING_NAMES: readonly (readonly [string, string])[] = [
  ['TN3270EC', 'QLABELXK'],
  ['TCPIP', 'QJOBX'],
  ['S0W1', 'QSY1'],
  ['tn3270.example', 'qhostq.zdomain'],
]

const POLICY = `TTLSRule QRULEXK
{
  LocalPortRange 2023
  Jobname QJOBRUL
  Userid QUSERRL
  Direction Inbound
  TTLSGroupActionRef QGROUPX
  TTLSEnvironmentActionRef QENVIRX
}
TTLSGroupAction QGROUPX
{
  TTLSEnabled On
}
TTLSEnvironmentAction QENVIRX
{
  HandshakeRole Server
  TTLSKeyringParmsRef QKEYPRM
  TTLSEnvironmentAdvancedParmsRef QADVANC
}
TTLSKeyringParms QKEYPRM
{
  Keyring QOWNERX/QRINGXK
}
TTLSEnvironmentAdvancedParms QADVANC
{
  CertificateLabel QPLABEL Key Of Qdept
  TLSv1.2 On
}
`
const PREFIX = 'Nov 23 23:01:39 QSYSNAM TTLS[5]: 23:01:39.220500 QSTACKX '
const LOG = `${PREFIX}EZD1281I TTLS Map CONNID: 0Q00ABCD LOCAL: 10.1.1.2..2023 REMOTE: 10.1.0.2..39881 JOBNAME: QJOBLOG USERID: QUSERLG TYPE: InBound STATUS: Enabled RULE: QRULEXK ACTIONS: QGROUPX QENVIRX **N/A**
${PREFIX}EZD1286I TTLS Error CONNID: 00007ABC LOCAL: 10.1.1.2..2023 REMOTE: 10.1.0.2..39881 JOBNAME: QJOBLOG USERID: QUSERLG RULE: QRULEXK RC: 402 Initial Handshake 00000000 7EABCDEF
`
const JOB = `23.01.38 STC01234  ICH408I USER(QRACFUS ) GROUP(QRACFGR ) NAME(QPERSON SURNAMQ     )
23.01.38 STC01234    QRACFUS.QRACFRG.LST CL(RDATALIB)
23.01.38 STC01234    INSUFFICIENT ACCESS AUTHORITY
23.01.38 STC01234    ACCESS INTENT(READ   )  ACCESS ALLOWED(NONE   )
23.01.38 STC01234  GSK01001I QTRASKX opened QDATASE.QSET.NAME on host qlogmkr.zdomain at 10.77.66.55
`
const NOTE = 'QNOTEXK told me that qnothst.zdomain is theirs'

/** Those that the whole report does not tell: of messages, statements and fields that no finding of this case needs. The case holds them. */
const NOT_TOLD: readonly string[] = [
  'QJOBRUL',
  'QUSERRL',
  'QGROUPX',
  'QKEYPRM',
  'QSYSNAM',
  'QSTACKX',
  'QRACFUS',
  'QRACFGR',
  'QPERSON',
  'SURNAMQ',
  'QTRASKX',
  'QDATASE',
  'qlogmkr',
  'QLISTUS',
  'QLISTLB',
  'QLISTOU',
  '10.77.66.55',
  'QSY1',
  'QTICKETMARKER',
  'qocspurl',
  'qaiaurl',
  'qcrlurl',
  'qcpsurl',
  'QKEYIDENTIFIER',
]

/** Those that the files hold and nobody reads, or that stand there in another form. */
const IN_FILES_ONLY: readonly string[] = ['QHARDWR', '0db877aa']

/** What tables of the case tell of them. */
const IN_TABLES = {
  connections: ['qhostq', 'zdomain', '10.1.0.2', '10.1.1.2', 'QJOBX', 'qcertcn', 'QCERTORG', 'QISSUERCN', 'qsnihst'],
  messages: ['qhostq', 'zdomain', 'qsnihst', 'qalpnpr', 'QSESSIONIDENT'],
} as const

let engine: Engine
const folder = mkdtempSync(join(tmpdir(), 'gskope-redact-'))
const sources = join(folder, 'qfolder')

beforeAll(async () => {
  mkdirSync(sources)
  writeFileSync(join(sources, 'qcapfil.pcapng'), capture())
  const listing = readFileSync(join(EXAMPLE, 'tn3270-after-key-rollover.gsksrvr.txt'), 'latin1')
  writeFileSync(join(sources, 'qlisfil.txt'), replaced(listing, LISTING_NAMES), 'latin1')
  writeFileSync(join(sources, 'qpolfil.txt'), POLICY)
  writeFileSync(join(sources, 'qlogfil.txt'), LOG)
  writeFileSync(join(sources, 'qjobfil.txt'), JOB)
  const ring = LIST.join('\n').replaceAll('START1', 'QLISTUS').replaceAll('TN3270 EC', 'QLISTLB')
  writeFileSync(
    join(sources, 'qrngfil.txt'),
    replaced(ring, [
      ['OU=Systems', 'OU=QLISTOU'],
      ['tn3270.example', 'qhostq.zdomain'],
    ]),
  )
  writeFileSync(join(sources, 'qhsfile.pcap'), plantedHandshake(HANDSHAKE))
  engine = new Engine({ home: folder, version: '0.1.0' })
  await engine.openAs(join(folder, 'case.gskope'), [sources])
  await engine.idle()
  await engine.request('note.make', { subject: { on: 'case' }, text: NOTE })
})

afterAll(async () => {
  await engine.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The example's capture with other names in it, as pcapng with comments. */
function capture(): Uint8Array {
  const pcap = readFileSync(join(EXAMPLE, 'tn3270-after-key-rollover.pcap'))
  const renamed = Buffer.from(replaced(pcap.toString('latin1'), CAPTURE_NAMES), 'latin1')
  const little = renamed.readUInt8(0) !== 0xa1
  const u32 = (at: number): number => (little ? renamed.readUInt32LE(at) : renamed.readUInt32BE(at))
  const nano = u32(0) === 0xa1b23c4d
  const blocks = new PcapngBlocks(true)
  const text = (of: string): Uint8Array => Buffer.from(of)
  const parts = [
    blocks.block(
      0x0a0d0d0a,
      concat(
        blocks.u32(0x1a2b3c4d),
        Uint8Array.of(1, 0, 0, 0),
        blocks.u32(0xffffffff, 0xffffffff),
        blocks.option(1, text('QCOMMNT of the section')),
        blocks.option(2, text('QHARDWR')),
        blocks.u32(0),
      ),
    ),
    blocks.interface(u32(20)),
  ]
  for (let at = 24; at + 16 <= renamed.length; at += 16 + u32(at + 8)) {
    const micros = BigInt(u32(at)) * 1_000_000n + BigInt(nano ? Math.floor(u32(at + 4) / 1000) : u32(at + 4))
    parts.push(blocks.enhancedPacket(0, micros, renamed.subarray(at + 16, at + 16 + u32(at + 8))))
  }
  return concat(...parts)
}

function replaced(text: string, names: readonly (readonly [string, string])[]): string {
  return names.reduce((all, [from, to]) => all.replaceAll(from, to), text)
}

const program = browserProgram()
const MEANS = { version: '0.1.0', print: printPdf }
const KEY = '5a'.repeat(32)

/** On all connections in full, beside each other, with everything that there is. */
async function made(as: 'html' | 'markdown' | 'json' | 'preview', redactWith: string | null): Promise<ReportFile> {
  const { ids } = await engine.case.list.page({ terms: [], order: 'start', descending: false, offset: 0, limit: 10 })
  const [b = 0, a = 0] = ids
  const wish = { filter: 'host:qhostq.zdomain', sections: [...REPORT_SECTIONS], title: null, author: null, redactWith }
  return reportFile(engine.case, { ...wish, connections: [...ids], comparison: { a, b } }, as, MEANS)
}

async function ofCase(as: 'html' | 'markdown' | 'json', redactWith: string | null): Promise<ReportFile> {
  const wish = { filter: 'qhostq.zdomain', sections: [...REPORT_SECTIONS], title: 'At 10.1.0.2 of QJOBX', author: null }
  return reportFile(engine.case, { ...wish, connections: [], comparison: null, redactWith }, as, MEANS)
}

const textOf = ({ content }: ReportFile): string => String(content)

describe('a redacted report', () => {
  it('is made of sources whose names are in the other one', async () => {
    const whole = textOf(await made('json', null)) + textOf(await ofCase('json', null))
    expect(notIn(whole).filter((marker) => !IN_FILES_ONLY.includes(marker))).toEqual(NOT_TOLD)
  })

  it('is made of sources whose names the case holds, where the other one leaves them out', async () => {
    const { ids } = await engine.case.list.page({ terms: [], order: 'start', descending: false, offset: 0, limit: 10 })
    const client = directClient(engine)
    const held: unknown[] = [await client.request('note.list', {}), engine.case.setUp.configured.settings]
    for (const id of ids) {
      const detail = await client.request('connection.detail', { id })
      held.push(detail)
      if (detail.ok)
        for (const { n } of detail.value.messages)
          held.push(await client.request('message.detail', { connection: id, n }))
    }
    for (const { id } of engine.state().sources)
      held.push(await client.request('source.lines', { source: id, first: 1, count: 200 }))
    const json = JSON.stringify(held, (_key, value: unknown) =>
      typeof value === 'bigint'
        ? String(value)
        : value instanceof Uint8Array
          ? Buffer.from(value).toString('hex')
          : value,
    )
    expect(notIn(json, NOT_TOLD)).toEqual([])
    const files = readdirSync(sources).map((file) => readFileSync(join(sources, file)).toString('hex'))
    expect(notIn(files.join(' '), IN_FILES_ONLY)).toEqual([])
  })

  it.each(['html', 'markdown', 'json', 'preview'] as const)('on connections has none of them as %s', async (as) => {
    expect(found(textOf(await made(as, KEY)))).toEqual([])
  })

  it.each(['html', 'markdown', 'json'] as const)('on the case has none of them as %s', async (as) => {
    expect(found(textOf(await ofCase(as, KEY)))).toEqual([])
  })

  it('on connections has none of them as PDF: what is printed, and what the browser adds', async () => {
    let printed = ''
    const { ids } = await engine.case.list.page({ terms: [], order: 'start', descending: false, offset: 0, limit: 10 })
    const wish = { filter: '', sections: [...REPORT_SECTIONS], title: null, author: null, comparison: null }
    const print: PrintPage = async (html, signal) => {
      printed = html
      return program === undefined ? new Uint8Array() : printPdf(html, signal, program)
    }
    const file = await reportFile(engine.case, { ...wish, connections: [...ids], redactWith: KEY }, 'pdf', {
      ...MEANS,
      print,
    })
    expect(printed).toContain('<h1>')
    expect(found(printed)).toEqual([])
    expect(found(unpackedPdf(file.content))).toEqual([])
  })

  it.each([
    ['csv', false],
    ['csv', true],
    ['ndjson', false],
    ['ndjson', true],
  ] as const)(
    'a table of connections has none of them as %s (messages: %s), and they are in the other one',
    async (form, messages) => {
      const table = async (
        redactWith: string | undefined,
      ): Promise<{ readonly text: string; readonly told: readonly string[] }> => {
        const target = join(folder, `table.${form}`)
        const { told } = await exportFile(engine.case, {
          ...{ target, form, messages, redactWith, ids: undefined, secrets: false, replace: true },
          ...{ version: '0', progress: () => undefined, signal: undefined },
        })
        return { text: readFileSync(target, 'utf8'), told }
      }
      const whole = await table(undefined)
      expect(notIn(whole.text, IN_TABLES[messages ? 'messages' : 'connections'])).toEqual([])
      const { text, told } = await table(KEY)
      expect(found(text)).toEqual([])
      expect(told).toEqual([expect.stringMatching(/^Masked: .*host and server names/)])
      expect(text.split('\n')).toHaveLength(whole.text.split('\n').length)
      expect(text).toMatch(/host-\d+\.example/)
      if (!messages) expect(text).toContain('cipher-needs-other-certificate')
    },
  )

  it('says how many it masked of each kind', async () => {
    const { redacted } = await made('json', KEY)
    const kinds = (redacted ?? []).map(({ kind }) => kind)
    expect(kinds).toEqual([
      'address',
      'host-name',
      'user-id',
      'job-name',
      'certificate-name',
      'serial',
      'label',
      'key-ring',
      'file-name',
      'identifier',
      'text',
      'bytes',
      'note',
    ])
  })

  it('stays readable: what failed and why is in it', async () => {
    const text = textOf(await made('markdown', KEY))
    expect(text).toContain('The common suites need another kind of certificate')
    expect(text).toContain('Every suite that the client offers for TLS 1.2 and below needs an RSA certificate')
    expect(text).toMatch(/host-\d+\.example/)
    expect(text).toMatch(/\| 10\.\d+\.\d+\.\d+/)
  })

  it('stays the same for the same key, and has other addresses with another', async () => {
    const other = '00'.repeat(32)
    const [one, again, another] = [
      await made('markdown', KEY),
      await made('markdown', KEY),
      await made('markdown', other),
    ]
    const undated = (file: ReportFile): string => textOf(file).replace(/^\d{4}-.*gskope.*$/m, '')
    expect(undated(again)).toBe(undated(one))
    expect(undated(another)).not.toBe(undated(one))
  })
})
