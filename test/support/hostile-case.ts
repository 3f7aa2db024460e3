/** A case whose every kind of source holds hostile texts wherever it has room for a text, with hostile notes on everything. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Engine } from '../../main/engine/engine.ts'
import { concat, PcapngBlocks } from './capture-writer.ts'
import { EXAMPLE } from './fixture-files.ts'
import { FORMULA, HOSTILE, HOSTILE_WORDS, HTML, LONG, MARKDOWN, TURNED, utf8Signs } from './hostile-names.ts'
import { plantedHandshake } from './planted-handshake.ts'
import { LIST } from './racdcert-listing.ts'
import { ascii } from './tls-bytes.ts'

const MAX_ALPN = 255
const MAX_NOTE = 4_000

export interface HostileCase {
  readonly engine: Engine
  readonly ids: readonly number[]
  readonly folder: string
  close(): Promise<void>
}

/** What a file may be called where the system lets it be: no slash, no NUL. */
const FILES = {
  captures: `=cmd|' <img src=x onerror=qhit(9)>"&`,
  listing: `${TURNED}\n# [l](javascript:qhit(10)).txt`,
  policy: `<script>qhit(11)<\u2215script>.conf`,
  log: '+1,\'"\t.log',
  ring: '`c`|.txt',
} as const

export async function hostileCase(): Promise<HostileCase> {
  const home = mkdtempSync(join(tmpdir(), 'gskope-hostile-'))
  const folder = join(home, `@SUM(1)<b>"'`)
  mkdirSync(folder)
  for (const [at, text] of HOSTILE.entries())
    writeFileSync(join(folder, `${FILES.captures}${at}.pcap`), capture(text, at))
  writeFileSync(join(folder, 'comments.pcapng'), commented())
  const listing = readFileSync(EXAMPLE.listing, 'latin1')
  writeFileSync(join(folder, FILES.listing), listing.replaceAll('TN3270EC', utf8Signs(HTML)), 'latin1')
  writeFileSync(join(folder, FILES.policy), HOSTILE_WORDS.map(rule).join(''))
  writeFileSync(join(folder, FILES.log), HOSTILE_WORDS.map(message).join(''))
  writeFileSync(join(folder, FILES.ring), HOSTILE.map(ring).join('\n'))
  const engine = new Engine({ home, version: '0.0.0' })
  await engine.openAs(join(home, 'case.gskope'), [folder])
  await engine.idle()
  const { ids } = await engine.case.list.page({ terms: [], order: 'start', descending: false, offset: 0, limit: 100 })
  for (const text of HOSTILE) await note(engine, { on: 'case' }, text)
  for (const [at, id] of ids.entries()) {
    const text = HOSTILE[at % HOSTILE.length] ?? ''
    await note(engine, { on: 'connection', connection: id }, text)
    await note(engine, { on: 'message', connection: id, n: 1 }, text)
  }
  return {
    engine,
    ids,
    folder: home,
    async close() {
      await engine.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

async function note(engine: Engine, subject: object, text: string): Promise<void> {
  // Halves of surrogate pairs are no text that a window could send.
  await engine.request('note.make', { subject, text: text.toWellFormed().slice(0, MAX_NOTE) })
}

/** A handshake in which a text stands in every field for one, from an address of its own. */
function capture(text: string, at: number): Uint8Array {
  const signs = utf8Signs(text)
  return plantedHandshake({
    random: new Array<number>(32).fill(at + 1),
    serverName: signs.slice(0, 60_000),
    protocol: signs.slice(0, MAX_ALPN),
    sessionId: ascii(signs.slice(0, 32)),
    ticket: ascii(signs.slice(0, 100)),
    client: [0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, at],
    server: [0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, at],
    subject: { CN: signs.slice(0, 30_000), O: signs.slice(0, 2_000), OU: signs.slice(0, 64), L: signs.slice(0, 64) },
    issuer: { CN: signs.slice(0, 2_000), O: signs.slice(0, 64) },
    serial: [1, 2, 3, at],
    dns: [signs.slice(0, 2_000), `${signs.slice(0, 200)}.example`],
    mail: signs.slice(0, 200),
    uri: `javascript:${signs.slice(0, 200)}`,
    ip: [192, 0, 2, at],
    ocsp: `javascript:${signs.slice(0, 200)}`,
    issuers: signs.slice(0, 200),
    crl: signs.slice(0, 200),
    statement: signs.slice(0, 200),
    keyId: ascii(signs.slice(0, 20)),
  })
}

/** The example's packets, and comments about all of them. */
function commented(): Uint8Array {
  const pcap = readFileSync(EXAMPLE.capture)
  const little = pcap.readUInt8(0) !== 0xa1
  const u32 = (at: number): number => (little ? pcap.readUInt32LE(at) : pcap.readUInt32BE(at))
  const nano = u32(0) === 0xa1b23c4d
  const blocks = new PcapngBlocks(true)
  const comments = HOSTILE.map((text) => blocks.option(1, Buffer.from(text, 'utf8').subarray(0, 40_000)))
  const head = concat(blocks.u32(0x1a2b3c4d), Uint8Array.of(1, 0, 0, 0), blocks.u32(0xffffffff, 0xffffffff))
  const parts = [
    blocks.block(0x0a0d0d0a, concat(head, ...comments, blocks.u32(0))),
    blocks.interface(
      u32(20),
      concat(blocks.option(2, Buffer.from(HTML)), blocks.option(3, Buffer.from(TURNED)), blocks.u32(0)),
    ),
  ]
  for (let at = 24; at + 16 <= pcap.length; at += 16 + u32(at + 8)) {
    const micros = BigInt(u32(at)) * 1_000_000n + BigInt(nano ? Math.floor(u32(at + 4) / 1_000) : u32(at + 4))
    parts.push(blocks.enhancedPacket(0, micros, pcap.subarray(at + 16, at + 16 + u32(at + 8))))
  }
  return concat(...parts)
}

const rule = (word: string, at: number): string => `TTLSRule ${word}
{
  LocalPortRange 2023
  Jobname ${word.slice(0, 200)}
  Direction Inbound
  TTLSGroupActionRef G${at}
  TTLSEnvironmentActionRef E${at}
}
TTLSGroupAction G${at}
{
  TTLSEnabled On
}
TTLSEnvironmentAction E${at}
{
  HandshakeRole Server
  TTLSKeyringParmsRef ${word}
  TTLSEnvironmentAdvancedParmsRef A${at}
}
TTLSKeyringParms ${word}
{
  Keyring ${word}/${word}
}
TTLSEnvironmentAdvancedParms A${at}
{
  CertificateLabel ${word}
  TLSv1.2 On
}
`

const message = (word: string): string =>
  `Nov 23 23:01:39 ${word.slice(0, 100)} TTLS[5]: 23:01:39.220500 TCPIP EZD1286I TTLS Error CONNID: 00007ABC LOCAL: 10.1.1.2..2023 REMOTE: 10.1.0.2..39881 JOBNAME: ${word} USERID: ${word} RULE: ${word} RC: 402 Initial Handshake 00000000 7EABCDEF
`

const ring = (text: string): string =>
  LIST.join('\n')
    .replaceAll('TN3270 EC', text)
    .replaceAll('OU=Systems', `OU=${[FORMULA, MARKDOWN, LONG].includes(text) ? text : HTML}`)
