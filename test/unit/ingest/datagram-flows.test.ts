import { describe, expect, it } from 'vitest'
import { pcap } from '../../../main/format/pcap.ts'
import { summarize } from '../../../main/tls/summary.ts'
import { readWhole } from '../../support/capture-transcript.ts'
import { ipv4Tcp, pcapFile } from '../../support/capture-writer.ts'
import { dtlsFragment, dtlsRecord, ipv4Udp, quicPacket } from '../../support/datagram-writer.ts'
import {
  ascii,
  type Bytes,
  clientHello,
  extension,
  filled,
  handshake,
  RANDOM,
  serverHello,
  u16,
  vector,
} from '../../support/tls-bytes.ts'

const CLIENT = { address: '192.0.2.1', port: 50_000 }
const SERVER = { address: '192.0.2.2', port: 4_433 }
const name = extension(0, vector(2, [0, ...vector(2, ascii('coap.example'))]))
/** The cookie stands behind the session id. */
const dtlsHello = (cookie: Bytes = [], random: Bytes = RANDOM): number[] => {
  const plain = clientHello({ version: 0xfefd, random, extensions: [name] }).slice(4)
  return handshake(1, [...plain.slice(0, 35), ...vector(1, cookie), ...plain.slice(35)])
}
const first = dtlsRecord(22, dtlsFragment(dtlsHello()))
const verify = dtlsRecord(22, dtlsFragment(handshake(3, [0xfe, 0xff, ...vector(1, [5, 6])])))
const second = dtlsRecord(22, dtlsFragment(dtlsHello([5, 6]), 1))
const answer = dtlsRecord(22, [
  ...dtlsFragment(serverHello({ version: 0xfefd }), 1),
  ...dtlsFragment(handshake(14, []), 2),
])
const finished = [...dtlsRecord(20, [1]), ...dtlsRecord(22, filled(48), { epoch: 1 })]
const data = dtlsRecord(23, filled(40), { epoch: 1, sequence: 1 })
const selected13 = serverHello({ version: 0xfefd, extensions: [extension(43, u16(0xfefc))] })

type Said = readonly [back: boolean, payload: Bytes]

function legs(...said: readonly Said[]) {
  const packets = said.map(([back, payload], index) => ({
    bytes: ipv4Udp(payload, { back }),
    seconds: 1_700_000_000 + index,
  }))
  const read = readWhole(pcap, pcapFile(packets))
  expect(read.notUnderstood).toBe(0)
  return read.legs.map((leg) => ({ leg, summary: summarize(leg) }))
}

describe('DTLS', () => {
  it('is a row with its ends, its server name and its version', () => {
    const [found, ...others] = legs(
      [false, first],
      [true, verify],
      [false, second],
      [true, answer],
      [false, finished],
      [true, finished],
      [false, data],
      [true, data],
    )
    expect(others).toEqual([])
    expect(found?.leg).toMatchObject({
      transport: 'dtls',
      client: CLIENT,
      server: SERVER,
      startNs: 1_700_000_000_000_000_000n,
      endNs: 1_700_000_007_000_000_000n,
      beginningSeen: true,
    })
    expect(found?.leg.messages.map(({ from, type, frame }) => [from, type, frame])).toEqual([
      ['client', 1, 1],
      ['server', 3, 2],
      ['client', 1, 3],
      ['server', 2, 4],
      ['client', undefined, 5],
      ['client', undefined, 5],
      ['server', undefined, 6],
      ['server', undefined, 6],
    ])
    expect(found?.summary).toMatchObject({
      version: 0xfefd,
      serverName: 'coap.example',
      outcome: 'established',
      boundary: 'application',
      resumption: 'none',
    })
    expect(found?.summary.fingerprints().ja4).toBe('dd2d010100_f06271c2b022_000000000000')
  })

  it('needs no more than a hello in fragments, in any order, and with other traffic between', () => {
    const message = dtlsHello()
    const middle = 40
    const parts: Said[] = [
      [false, dtlsRecord(22, dtlsFragment(message, 0, middle))],
      [true, [0, 1, 0, 0, 0x21, 0x12, 0xa4, 0x42]],
      [false, dtlsRecord(22, dtlsFragment(message, 0, 0, middle))],
    ]
    const [whole] = legs(...parts)
    expect(whole?.leg.messages).toMatchObject([{ complete: true, frame: 3, bytes: Uint8Array.from(message) }])
    expect(whole?.summary).toMatchObject({
      serverName: 'coap.example',
      outcome: 'incomplete',
      boundary: 'client_hello',
    })
    const [cut] = legs(parts[2] ?? [false, []])
    expect(cut?.leg.messages).toMatchObject([{ complete: false, length: message.length - 4 }])
  })

  it('repeats nothing that came again', () => {
    const [found] = legs([false, first], [false, first], [true, answer], [true, answer])
    expect(found?.leg.messages.map(({ type }) => type)).toEqual([1, 2])
  })

  it('is a new row when another hello comes after the handshake', () => {
    const next = dtlsRecord(22, dtlsFragment(dtlsHello([], filled(32, 9))))
    const found = legs([false, first], [true, answer], [false, finished], [true, finished], [false, next])
    expect(found.map(({ leg }) => [leg.stream, leg.messages.length])).toEqual([
      [0, 6],
      [1, 1],
    ])
    expect(legs([false, first], [false, next])).toHaveLength(1)
  })

  it('is told by its first message where it is seen from the middle on, else by the ports', () => {
    expect(legs([true, answer])[0]?.leg).toMatchObject({ client: CLIENT, server: SERVER, beginningSeen: false })
    expect(legs([true, data])[0]?.leg).toMatchObject({ client: CLIENT, server: SERVER })
  })

  it('says that an alert ended it', () => {
    const [found] = legs([false, first], [true, dtlsRecord(21, [2, 40])])
    expect(found?.summary).toMatchObject({ outcome: 'failed', alert: { from: 'server', description: 40 } })
  })

  it('of version 1.3 is established once both sides send data', () => {
    const protectedRecord = (epoch: number) => [0x2c | epoch, 0, 1, ...u16(40), ...filled(40)]
    const talk: Said[] = [
      [false, first],
      [true, dtlsRecord(22, dtlsFragment(selected13))],
      [true, protectedRecord(2)],
      [false, protectedRecord(2)],
    ]
    expect(legs(...talk)[0]?.summary).toMatchObject({ version: 0xfefc, outcome: 'incomplete' })
    const [found] = legs(...talk, [false, protectedRecord(3)], [true, protectedRecord(3)])
    expect(found?.summary).toMatchObject({ outcome: 'established', boundary: 'application' })
  })
})

describe('QUIC', () => {
  const initial = quicPacket()
  const reply = quicPacket({ destination: [9], source: [4, 4], size: 100 })
  const short = [0x40, ...filled(30)]

  it('is a row with its ends and its version', () => {
    const [found, ...others] = legs([false, initial], [true, reply], [false, short], [true, short])
    expect(others).toEqual([])
    expect(found?.leg).toMatchObject({ transport: 'quic', client: CLIENT, server: SERVER, beginningSeen: true })
    expect(found?.summary).toMatchObject({ version: 1, outcome: 'established', boundary: 'application' })
    expect(found?.leg.events[0]).toMatchObject({ kind: 'quic_version', text: 'QUIC v1', frame: 1 })
  })

  it('says no more than was seen', () => {
    expect(legs([false, initial])[0]?.summary).toMatchObject({ version: 1, outcome: 'incomplete', boundary: 'tcp' })
  })

  it('is told by packets that only a server sends', () => {
    expect(legs([true, reply])[0]?.leg).toMatchObject({ client: CLIENT, beginningSeen: false })
    expect(legs([true, quicPacket({ type: 2 })])[0]?.leg).toMatchObject({ client: CLIENT })
  })

  it('is a new row when the client begins anew, and not when it answers a Retry', () => {
    const retry = quicPacket({ type: 3, source: [7, 7] })
    const again = quicPacket({ destination: [7, 7], token: [1] })
    expect(legs([false, initial], [true, retry], [false, again], [true, reply])).toHaveLength(1)
    const other = quicPacket({ destination: filled(8, 3) })
    expect(legs([false, initial], [true, reply], [false, short], [true, short], [false, other])).toHaveLength(2)
  })

  it('keeps the version that was settled in the end', () => {
    const [found] = legs([false, initial], [true, quicPacket({ version: 0x6b3343cf, type: 3, destination: [9] })])
    expect(found?.summary.version).toBe(0x6b3343cf)
  })
})

it('is seen on the port of ESP in UDP as well', () => {
  const talks: readonly (readonly Bytes[])[] = [
    [first, answer, finished, finished, data, data],
    [
      quicPacket(),
      quicPacket({ destination: [9], source: [4, 4], size: 100 }),
      [0x40, ...filled(30)],
      [0x40, ...filled(30)],
    ],
  ]
  for (const talk of talks) {
    const packets = talk.map((payload, index) => ({
      bytes: ipv4Udp(payload, { back: index % 2 === 1, serverPort: 4_500, clientPort: 4_500 }),
    }))
    const { legs: found, notUnderstood } = readWhole(pcap, pcapFile(packets))
    expect([found.length, notUnderstood]).toEqual([1, 0])
    expect(found[0]).toMatchObject({ server: { port: 4_500 } })
    expect(legs(...talk.map((payload, index): Said => [index % 2 === 1, payload]))[0]?.leg.messages.length).toBe(
      found[0]?.messages.length,
    )
  }
})

it('finds nothing in other traffic, and is not in the way of TCP', () => {
  const hello = [22, 3, 1, ...vector(2, clientHello({ version: 0xfefd }))]
  expect(legs([false, hello], [false, filled(40, 0x16)], [true, [0x16, 0xfe, 0xfd]], [false, []])).toEqual([])
  const syn = ipv4Tcp({ sourcePort: 50_000, destinationPort: 4_433, flags: 2 })
  const read = readWhole(pcap, pcapFile([{ bytes: syn }, { bytes: ipv4Udp(first) }]))
  expect(read.legs.map(({ transport, stream }) => [transport, stream])).toEqual([
    ['dtls', 0],
    ['tcp', 0],
  ])
})
