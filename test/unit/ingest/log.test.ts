import { describe, expect, it } from 'vitest'
import { attlsLog } from '../../../main/format/log/attls-log.ts'
import { readLog } from '../../../main/ingest/log.ts'
import type { Leg } from '../../../main/tls/leg.ts'
import { latin } from '../../support/bytes.ts'
import { feed } from '../../support/feed.ts'

const DAY_NS = 86_400_000_000_000n

function read(bytes: Uint8Array, pieceSize = bytes.length) {
  const log = {
    legs: [] as Leg[],
    messages: [] as [string, bigint | undefined, string | undefined][],
    warnings: new Set<string>(),
    notUnderstood: 0,
    open: 0,
    mostOpen: 0,
  }
  const open = new Set<Leg>()
  const reading = readLog(attlsLog, {
    legChanged(leg) {
      open.add(leg)
      log.mostOpen = Math.max(log.mostOpen, open.size)
    },
    legFinished(leg) {
      if (!open.delete(leg)) throw new Error(`leg ${leg.stream} was finished before it was spoken of`)
      log.legs.push(leg)
    },
    alsoHolds: () => undefined,
    logMessage: ({ id }, timeNs, leg) => void log.messages.push([id, timeNs, leg?.connectionId]),
    counts: (_records, notUnderstood) => void (log.notUnderstood = notUnderstood),
    times: () => undefined,
    warn: ({ code }) => void log.warnings.add(code),
  })
  feed(reading, bytes, pieceSize)
  log.open = open.size
  return log
}
const readText = (...lines: readonly string[]) => read(latin(lines.map((line) => `${line}\n`).join('')))

const PREFIX = 'Nov 23 09:41:36 S0W1 TTLS[5]: 09:41:36.500000 TCPIP '
const map = (id: string, local: string, remote: string, type: string): string =>
  `${PREFIX}EZD1281I TTLS Map CONNID: ${id} LOCAL: ${local} REMOTE: ${remote} JOBNAME: TN3270 TYPE: ${type} STATUS: Enabled RULE: R1`
const error = (id: string, local: string, remote: string, code: number): string =>
  `${PREFIX}EZD1286I TTLS Error CONNID: ${id} LOCAL: ${local} REMOTE: ${remote} JOBNAME: TN3270 RULE: R1 RC: ${code} Initial Handshake`
const event = (id: string, code: number, name: string): string =>
  `${PREFIX}EZD1283I TTLS Event GRPID: 00000001 ENVID: 00000002 CONNID: ${id} RC: ${code} ${name}`

describe('connections of an AT-TLS log', () => {
  it('are legs with both ends, and say how the handshake ended', () => {
    const { legs, messages } = readText(
      map('0000001B', '10.1.1.2..2023', '10.1.0.2..40336', 'InBound'),
      `${PREFIX}EZD1284I TTLS Flow CONNID: 0000001B RC:    0 Call GSK_SECURE_SOCKET_OPEN- 2BEC6598`,
      event('0000001B', 0, 'Initial Handshake 2BEC6598'),
      map('0000001C', '10.1.1.2..50185', '192.0.2.50..8443', 'OutBound'),
      error('0000001C', '10.1.1.2..50185', '192.0.2.50..8443', 435),
    )
    const at = (9n * 3_600n + 41n * 60n + 36n) * 1_000_000_000n + 500_000_000n + 326n * DAY_NS
    expect(legs).toMatchObject([
      {
        connectionId: '0000001B',
        handle: '2BEC6598',
        role: 'server',
        transport: 'none',
        client: { address: '10.1.0.2', port: 40336 },
        server: { address: '10.1.1.2', port: 2023 },
        job: 'TN3270',
        beginningSeen: true,
        startNs: at,
        events: [{ kind: 'host_secured' }],
      },
      {
        role: 'client',
        client: { address: '10.1.1.2', port: 50185 },
        server: { address: '192.0.2.50', port: 8443 },
        events: [{ kind: 'host_failed', from: 'client', text: 'AT-TLS: return code 435, Initial Handshake', line: 5 }],
      },
    ])
    expect(messages.map(([, , id]) => id)).toEqual(['0000001B', '0000001B', '0000001B', '0000001C', '0000001C'])
  })

  it('take their sides from the ports where no message says them', () => {
    const { legs } = readText(
      error('00000001', '10.1.1.2..50185', '192.0.2.50..443', 402),
      error('00000002', '10.1.1.2..2023', '192.0.2.50..50443', 402),
    )
    expect(legs.map(({ role }) => role)).toEqual(['client', 'server'])
  })

  it('are two where an identifier comes again with another partner, and none where it is zero', () => {
    const { legs, messages } = readText(
      map('00000001', '10.1.1.2..2023', '10.1.0.2..4000', 'InBound'),
      map('00000001', '10.1.1.2..2023', '10.1.0.2..4001', 'InBound'),
      'EZD1287I TTLS Error RC: 416 Environment Master Init',
      '   CONNID: 00000000',
    )
    expect(legs.map(({ client }) => client?.port)).toEqual([4000, 4001])
    expect(messages[2]).toEqual(['EZD1287I', undefined, undefined])
  })

  it('do not fail by an error after the handshake', () => {
    const { legs } = readText(event('00000001', 0, 'Initial Handshake'), event('00000001', 420, 'Data Decryption'))
    expect(legs[0]?.events.map(({ kind }) => kind)).toEqual(['host_secured'])
  })
})

describe('times of a log', () => {
  it('pass midnight, and take a date from the message before', () => {
    const times = readText('23.59.59 STC00100  GSK01003I A', '00.00.01 STC00100  GSK01003I B').messages
    expect(times.map(([, timeNs]) => timeNs)).toEqual([86_399_000_000_000n, DAY_NS + 1_000_000_000n])
    const zoned = readText('2026-11-23T00:30:00+01:00 GSK01003I A', '00:30:01 GSK01003I B').messages
    expect((zoned[0]?.[1] ?? 0n) - BigInt(Date.UTC(2026, 10, 22, 23, 30)) * 1_000_000n).toBe(0n)
  })

  it('are told to have no date or no year', () => {
    expect([...readText('09.41.33 GSK01003I A').warnings]).toEqual(['no-date'])
    expect([...readText('Nov 23 09:41:33 GSK01003I A').warnings]).toEqual(['no-year'])
    expect([...readText('GSK01003I A').warnings]).toEqual([])
  })
})

describe('hostile logs', () => {
  it('with endless connections keep some thousand open', () => {
    const text = Array.from({ length: 10_000 }, (_, i) =>
      error(
        (i + 1).toString(16).toUpperCase().padStart(8, '0'),
        '10.1.1.2..2023',
        `10.0.${(i >> 8) & 255}.${i & 255}..4000`,
        402,
      ),
    ).join('\n')
    const { legs, mostOpen, open } = read(latin(text), 1 << 20)
    expect(legs).toHaveLength(10_000)
    expect(mostOpen).toBeLessThanOrEqual(4_097)
    expect(open).toBe(0)
  })

  it('with a line of 100 MB go on behind it', () => {
    const reading: string[] = []
    const sink = readLog(attlsLog, {
      legChanged: () => undefined,
      legFinished: () => undefined,
      alsoHolds: () => undefined,
      logMessage: ({ id, lines }) => void reading.push(`${id} ${lines.join('').length}`),
      counts: () => undefined,
      times: () => undefined,
      warn: () => undefined,
    })
    const block = new Uint8Array(1 << 20).fill(0x58)
    block.set(latin('EZD1287I TTLS Error RC: 402 '))
    let offset = 0
    const bring = (bytes: Uint8Array, last: boolean): void => {
      const taken = sink.take(bytes, offset, last)
      expect(taken).toBe(bytes.length)
      offset += taken
    }
    bring(block, false)
    block.fill(0x58)
    for (let i = 0; i < 99; i++) bring(block, false)
    bring(latin('\nGSK01003I SSL server initialization complete.\n'), true)
    expect(reading).toEqual(['EZD1287I 2048', 'GSK01003I 45'])
  })

  it('cut anywhere, or with bytes that are no text, do not throw', () => {
    const bytes = latin(`${map('0000001B', '::FFFF:10.1.1.2..2023', '::1..40336', 'InBound')}\n`)
    for (let end = 0; end < bytes.length; end++) read(bytes.slice(0, end))
    for (let at = 0; at < bytes.length; at += 3) {
      const damaged = bytes.slice()
      damaged[at] = (at & 0xff) ^ 0x80
      read(damaged)
    }
  })
})
