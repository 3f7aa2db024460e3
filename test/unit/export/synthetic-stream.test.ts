import { describe, expect, it } from 'vitest'
import type { TcpEnd } from '../../../main/export/ip-packet.ts'
import { syntheticEnds } from '../../../main/export/synthetic-end.ts'
import { syntheticPackets, type SyntheticConnection } from '../../../main/export/synthetic-stream.ts'
import { recordsOf } from '../../../main/export/tls-record.ts'
import { addressText } from '../../../main/net/address.ts'
import type { TlsMessage } from '../../../main/tls/message.ts'
import { decodePacket } from '../../support/ip-packet.ts'

function message(fields: Partial<TlsMessage>): TlsMessage {
  const bytes = fields.bytes ?? Uint8Array.of(1, 0, 0, 2, 3, 3)
  return {
    timeNs: 1n,
    frame: undefined,
    line: 7,
    from: 'client',
    content: 'handshake',
    type: 1,
    level: undefined,
    recordVersion: undefined,
    length: bytes.length - 4,
    visibility: 'plain',
    complete: true,
    bytes,
    offset: 0,
    extent: 0,
    ...fields,
  }
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

describe('records', () => {
  it('a ClientHello states TLS 1.0, all else what was agreed, TLS 1.2 at most', () => {
    expect(recordsOf(message({}), 0x0304).map(({ bytes }) => hex(bytes))).toEqual(['1603010006010000020303'])
    const hello = message({ type: 2, from: 'server', bytes: Uint8Array.of(2, 0, 0, 0) })
    for (const [version, stated] of [
      [0x0304, '0303'],
      [0x0303, '0303'],
      [0x0302, '0302'],
      [0x0300, '0300'],
      [undefined, '0303'],
    ] as const)
      expect(recordsOf(hello, version).map(({ bytes }) => hex(bytes))).toEqual([`16${stated}000402000000`])
  })

  it('an alert and a change_cipher_spec', () => {
    const alert = message({ content: 'alert', type: 40, level: 2, length: 2, bytes: Uint8Array.of(2, 40) })
    expect(recordsOf(alert, 0x0303).map(({ bytes }) => hex(bytes))).toEqual(['15030300020228'])
    const change = message({ content: 'change_cipher_spec', type: undefined, length: 1, bytes: Uint8Array.of(1) })
    expect(recordsOf(change, 0x0303).map(({ bytes }) => hex(bytes))).toEqual(['140303000101'])
  })

  it('a long message is cut into records of 16,384 bytes', () => {
    const records = recordsOf(message({ bytes: new Uint8Array(40_000), length: 39_996 }), 0x0303)
    expect(records.map(({ bytes, missing }) => [bytes.length - 5, missing])).toEqual([
      [16_384, 0],
      [16_384, 0],
      [7_232, 0],
    ])
  })

  it('what the trace does not have is counted, not made up', () => {
    const cut = recordsOf(message({ bytes: new Uint8Array(20), length: 20_000, complete: false }), 0x0303)
    expect(cut.map(({ bytes, missing }) => [hex(bytes.subarray(0, 5)), bytes.length - 5, missing])).toEqual([
      ['1603014000', 20, 16_364],
      ['1603010e24', 0, 3_620],
    ])
    expect(recordsOf(message({ bytes: new Uint8Array(0), length: 40, visibility: 'encrypted' }), 0x0303)).toMatchObject(
      [{ missing: 40 }],
    )
  })
})

const ends = (client?: string, server?: string) =>
  syntheticEnds(
    client === undefined ? undefined : { address: client, port: 1_024 },
    server === undefined ? undefined : { address: server, port: 2_023 },
    0,
  )

function packetsOf(given: Partial<SyntheticConnection>) {
  const { client, server } = ends('10.1.0.2', '10.1.1.2')
  const connection: SyntheticConnection = {
    client,
    server,
    messages: [message({})],
    version: 0x0303,
    beginningSeen: true,
    end: { kind: 'fin', from: 'client' },
    startNs: undefined,
    endNs: undefined,
    opening: ['opening'],
    commentsOf: (at) => [`message ${at}`],
    ...given,
  }
  return [...syntheticPackets(connection)].map(({ bytes, timeNs, comments }) => {
    const { segment, isTcp } = decodePacket(bytes)
    expect(isTcp).toBe(true)
    return {
      from: addressText(segment.ipVersion, segment.addresses, 0),
      flags: segment.flags,
      sequence: segment.sequence,
      acknowledgment: segment.acknowledgment,
      length: segment.end - segment.start,
      timeNs,
      comments,
    }
  })
}

describe('streams', () => {
  it('SYN, data in order with numbers that add up, FIN', () => {
    const answer = message({ from: 'server', type: 2, bytes: new Uint8Array(3_000), length: 2_996 })
    const found = packetsOf({ messages: [message({}), answer] })
    expect(
      found.map(({ flags, sequence, acknowledgment, length }) => [flags, sequence, acknowledgment, length]),
    ).toEqual([
      [0x02, 0, 0, 0],
      [0x12, 0, 1, 0],
      [0x10, 1, 1, 0],
      [0x18, 1, 1, 11],
      [0x18, 1, 12, 1_440],
      [0x18, 1_441, 12, 1_440],
      [0x18, 2_881, 12, 125],
      [0x11, 12, 3_006, 0],
      [0x11, 3_006, 13, 0],
      [0x10, 13, 3_007, 0],
    ])
    expect(found.map(({ comments }) => comments)).toEqual([
      ['opening'],
      [],
      [],
      ['message 0'],
      ['message 1'],
      [],
      [],
      [],
      [],
      [],
    ])
  })

  it('no SYN where the beginning was not seen, no FIN where the end was not, RST where there was one', () => {
    expect(packetsOf({ beginningSeen: false, end: undefined }).map(({ flags }) => flags)).toEqual([0x18])
    expect(packetsOf({ end: { kind: 'rst', from: 'server' } }).at(-1)).toMatchObject({ flags: 0x14, from: '10.1.1.2' })
  })

  it('missing bytes are a hole in the sequence numbers', () => {
    const cut = message({ bytes: new Uint8Array(10), length: 96, complete: false })
    const found = packetsOf({ messages: [cut, message({})], end: undefined })
    expect(found.slice(3).map(({ sequence, length }) => [sequence, length])).toEqual([
      [1, 15],
      [106, 11],
    ])
  })

  it('a message without a time has that of the one before it', () => {
    const found = packetsOf({ messages: [message({ timeNs: 5n }), message({ timeNs: undefined })], end: undefined })
    expect(found.map(({ timeNs }) => timeNs)).toEqual([5n, 5n, 5n, 5n, 5n])
  })
})

describe('ends', () => {
  const shown = ({ address, port }: TcpEnd): string => `${Buffer.from(address.bytes).toString('hex')} ${port}`

  it.each([
    ['both known', '10.1.0.2', '10.1.1.2', '0a010002 1024', '0a010102 2023', []],
    ['neither', undefined, undefined, 'c6336401 49152', 'c0000201 443', ['the client', 'the server']],
    ['the server', undefined, '10.1.1.2', 'c6336401 49152', '0a010102 2023', ['the client']],
    ['a masked client', 'x.x.x.x', '10.1.1.2', 'c6336401 49152', '0a010102 2023', ['the client']],
    ['an octet too many', '10.1.1.256', '10.1.1.2', 'c6336401 49152', '0a010102 2023', ['the client']],
    ['IPv4 in IPv6', '::ffff:10.1.0.2', '10.1.1.2', '0a010002 1024', '0a010102 2023', []],
    [
      'two families',
      '2001:db8::5',
      '10.1.1.2',
      '20010db8000000000000000000000005 1024',
      '20010db8000000000000000000000001 443',
      ['the server'],
    ],
  ])('%s', (_, client, server, clientShown, serverShown, madeUp) => {
    const found = ends(client, server)
    expect([shown(found.client), shown(found.server), found.madeUp]).toEqual([clientShown, serverShown, madeUp])
  })

  it('made-up clients differ', () => {
    const all = Array.from({ length: 40_000 }, (_, number) => shown(syntheticEnds(undefined, undefined, number).client))
    expect(new Set(all).size).toBe(all.length)
  })

  it.each(['10.1.0.2', '2001:db8::5'])('checksums of a packet from %s', (client) => {
    const { client: from, server: to } = syntheticEnds({ address: client, port: 1 }, undefined, 0)
    const [packet] = syntheticPackets({
      client: from,
      server: to,
      messages: [message({ bytes: Uint8Array.of(1, 0, 0, 1, 9), length: 1 })],
      version: undefined,
      beginningSeen: false,
      end: undefined,
      startNs: undefined,
      endNs: undefined,
      opening: [],
      commentsOf: () => [],
    })
    const bytes = packet?.bytes ?? new Uint8Array()
    const sum = (part: Uint8Array): number => {
      let total = 0
      for (let at = 0; at < part.length; at += 2) total += ((part[at] ?? 0) << 8) | (part[at + 1] ?? 0)
      return total
    }
    const fold = (total: number): number => (total % 0xffff === 0 ? 0xffff : total % 0xffff)
    const ip = from.address.family === 4 ? 20 : 40
    // RFC 1071: with the checksum in it, the sum of all is all ones.
    if (ip === 20) expect(fold(sum(bytes.subarray(0, 20)))).toBe(0xffff)
    const tcp = bytes.subarray(ip)
    expect(fold(sum(from.address.bytes) + sum(to.address.bytes) + 6 + tcp.length + sum(tcp))).toBe(0xffff)
  })
})
