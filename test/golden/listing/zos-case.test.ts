/** Every System SSL listing of the z/OS cases against the truth beside it: each dump, each connection, each sender. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { detectFormat } from '../../../main/format/registry.ts'
import type { Leg } from '../../../main/tls/leg.ts'
import type { TlsMessage } from '../../../main/tls/message.ts'
import { readListing } from '../../support/read-listing.ts'
import { readTraceLegs } from '../../support/read-trace.ts'
import { sharedFolder } from '../../support/shared-folder.ts'

interface Dump {
  readonly type: number
  readonly length: number
  readonly sha256: string
  readonly state: 'whole' | 'truncated' | 'lost'
}

interface Connection {
  readonly client: string
  readonly server: string
  readonly clientRandom: string | null
  readonly messages: readonly (readonly ['C' | 'S', number | null, number])[]
  readonly alerts: readonly (readonly ['C' | 'S', number, number])[]
  readonly gsk?: {
    readonly side: 'client' | 'server'
    readonly job: string
    readonly thread: string
    readonly dumps: readonly Dump[]
  }
}

interface Case {
  readonly files: { readonly gsk?: string }
  readonly sources: { readonly gsk?: { readonly records: number; readonly encoding: string } }
  readonly connections: readonly Connection[]
}

/** The host fails by itself before anything is read or sent, at LEVEL 15: nothing in the listing says which side it is. */
const SIDE_UNKNOWN = new Set(['rc515-key-share-list-client', 'rc517-curves-and-shares-client'])

/** What the cases call a text's form, and what the registry does. */
const WRITTEN: Readonly<Record<string, string>> = {
  utf8: 'utf-8 lines',
  'utf8-bom': 'utf-8 lines',
  latin1: 'latin-1 lines',
  utf16le: 'utf-16le lines',
  'ibm1047-nel': 'ibm-1047 lines',
  'ibm1047-fb133': 'ibm-1047 fixed-133',
  'ibm1047-vb-rdw': 'ibm-1047 vb-rdw',
}

const folder = join(sharedFolder ?? '', 'zos-cases')
const names =
  sharedFolder === undefined
    ? []
    : readdirSync(folder)
        .filter((name) => existsSync(join(folder, name, 'case.json')))
        .sort()
const cases = names.flatMap((name) => {
  const truth = JSON.parse(readFileSync(join(folder, name, 'case.json'), 'utf8')) as Case
  return truth.files.gsk === undefined ? [] : [{ name, truth, file: join(folder, name, truth.files.gsk) }]
})

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const handshake = (leg: Leg): readonly TlsMessage[] => leg.messages.filter(({ content }) => content === 'handshake')
const letter = ({ from }: TlsMessage): string => (from === 'client' ? 'C' : 'S')

/** Senders of the dumped messages, by looking each one up among all that passed. */
function senders({ messages, gsk }: Connection): string[] {
  let at = 0
  return (gsk?.dumps ?? []).flatMap((dump) => {
    while (at < messages.length && messages[at]?.[1] !== dump.type) at++
    const from = messages[at++]?.[0]
    return dump.state === 'lost' ? [] : [`${from}${dump.type}`]
  })
}

describe.skipIf(sharedFolder === undefined)('z/OS cases', () => {
  it('are there', () => {
    expect(cases.length).toBeGreaterThan(40)
  })

  it.each(cases)('$name: every record and dump', ({ truth, file }) => {
    const bytes = new Uint8Array(readFileSync(file))
    const detected = detectFormat(bytes, bytes.length)
    if (!('reader' in detected)) throw new Error('was refused')
    expect([detected.reader.id, `${detected.encoding} ${detected.recordForm}`]).toEqual([
      'gsk-ctrace',
      // Latin-1 without any letter beyond ASCII is UTF-8 just as well
      bytes.every((byte) => byte < 0x80) ? 'utf-8 lines' : WRITTEN[truth.sources.gsk?.encoding ?? ''],
    ])
    const { records } = readListing(bytes)
    expect(records).toHaveLength(truth.sources.gsk?.records ?? -1)
    const dumped = new Set(records.map(({ dump }) => dump && sha256(dump.bytes)))
    for (const dump of truth.connections.flatMap(({ gsk }) => gsk?.dumps ?? [])) {
      if (dump.state === 'whole') expect([dump.type, dumped.has(dump.sha256)]).toEqual([dump.type, true])
    }
  })

  it.each(cases)('$name: every connection', ({ name, truth, file }) => {
    const { legs } = readTraceLegs(new Uint8Array(readFileSync(file)))
    const traced = truth.connections.filter(({ gsk }) => gsk !== undefined)
    expect(legs).toHaveLength(traced.length)
    const found = new Set<Leg>()
    for (const connection of traced) {
      const { gsk } = connection
      if (gsk === undefined) continue
      const whole = gsk.dumps.filter(({ state }) => state === 'whole').map((dump) => dump.sha256)
      const leg = legs.find((candidate) => {
        if (found.has(candidate) || candidate.thread !== gsk.thread || candidate.job !== gsk.job) return false
        return whole.length === 0 || handshake(candidate).some(({ bytes }) => sha256(bytes) === whole[0])
      })
      if (leg === undefined) throw new Error(`the connection of thread ${gsk.thread} was not found`)
      found.add(leg)
      const seen = handshake(leg)
      expect(seen.filter(({ complete }) => complete).map(({ bytes }) => sha256(bytes))).toEqual(whole)
      expect(seen.filter(({ complete }) => !complete)).toHaveLength(
        gsk.dumps.filter(({ state }) => state === 'truncated').length,
      )
      expect(seen.map((message) => `${letter(message)}${message.type}`)).toEqual(senders(connection))
      if (whole.length > 0) {
        const alerts = leg.messages.filter(({ content }) => content === 'alert')
        expect(alerts.map((alert) => [letter(alert), alert.level, alert.type])).toEqual(connection.alerts)
      }
      if (SIDE_UNKNOWN.has(name)) continue
      expect(leg.role).toBe(gsk.side)
      for (const side of ['client', 'server'] as const) {
        const end = leg[side]
        if (end !== undefined) expect(`${end.address} ${end.port}`).toBe(connection[side])
      }
    }
  })
})

describe.skipIf(sharedFolder === undefined)('published excerpts', () => {
  const read = (name: string) => {
    const bytes = new Uint8Array(readFileSync(join(folder, 'specimens', name)))
    return { listing: readListing(bytes), trace: readTraceLegs(bytes), detected: detectFormat(bytes, bytes.length) }
  }

  it('one with a ClientHello of which 32 bytes were printed', () => {
    const { listing, trace } = read('gsk-blog-2022.txt')
    expect(listing.records.map(({ functionName }) => functionName)).toEqual([
      'read_v3_client_hello',
      'read_v3_client_hello',
      'edit_ciphers',
      'read_v3_extended_client_hello',
    ])
    expect(listing.notUnderstood).toHaveLength(3)
    const [leg] = trace.legs
    expect(trace.legs).toHaveLength(1)
    expect(leg).toMatchObject({ role: 'server', beginningSeen: true })
    expect(leg?.messages).toMatchObject([{ type: 1, from: 'client', complete: false, length: 508 }])
    expect(leg?.messages[0]?.bytes).toHaveLength(32)
  })

  it('one that lost its indentation', () => {
    const { listing, trace } = read('gsk-broadcom-142850.txt')
    expect(listing.records.map(({ functionName, detail }) => [functionName, detail.length])).toEqual([
      ['crypto_ec_token_generate_key_pair', 1],
      ['send_v3_client_messages', 1],
    ])
    expect(trace.legs).toEqual([])
  })

  it('one with the call-outs of a manual', () => {
    const { listing, trace } = read('gsk-ibm-event-trace-records.txt')
    expect(listing.records).toMatchObject([
      { systemName: 'C01', job: 'TCP341', dated: true, day: 13_101, detail: ['Socket closed by 192.168.50.80.1360.'] },
    ])
    expect(trace.legs).toMatchObject([
      { client: { address: '192.168.50.80', port: 1360 }, endSeen: true, beginningSeen: false },
    ])
  })

  it('one of another component goes to its own reader', () => {
    const { detected } = read('systcpda-ibm-rptformat.txt')
    expect('reader' in detected && detected.reader.id).toBe('packet-listing')
  })
})
