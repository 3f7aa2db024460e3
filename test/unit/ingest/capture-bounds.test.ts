import { describe, expect, it } from 'vitest'
import { pcap } from '../../../main/format/pcap.ts'
import { readCapture } from '../../../main/ingest/capture.ts'
import type { Leg } from '../../../main/tls/leg.ts'
import { concat, ipv4Tcp, pcapFile } from '../../support/capture-writer.ts'
import { IGNORING_SINK } from '../../support/ignoring-sink.ts'

/** More than any honest message needs, and far below what one may claim. */
const MOST_KEPT_OF_A_MESSAGE = 1_048_576

function clientHello(length: number): Uint8Array {
  const body = new Uint8Array(length)
  body.set([3, 3])
  return concat(Uint8Array.of(1, length >>> 16, (length >>> 8) & 0xff, length & 0xff), body)
}

function record(content: Uint8Array): Uint8Array {
  return concat(Uint8Array.of(22, 3, 3, content.length >>> 8, content.length & 0xff), content)
}

/** Reads packets that are made one after the other; what is handed over is forgotten, as the index does. */
function read(packets: Iterable<Uint8Array>): {
  readonly legs: Leg[]
  readonly warnings: Set<string>
  handedOver: number
} {
  const open = new Set<Leg>()
  const outcome = { legs: [] as Leg[], warnings: new Set<string>(), handedOver: 0 }
  const reading = readCapture(pcap, {
    ...IGNORING_SINK,
    legChanged: (leg) => open.add(leg),
    legFinished: (leg) => {
      open.delete(leg)
      outcome.legs.push(leg)
    },
    handOver() {
      outcome.handedOver++
      for (const leg of open)
        for (const [at, message] of leg.messages.entries()) leg.messages[at] = { ...message, bytes: new Uint8Array(0) }
    },
    warn: ({ code }) => outcome.warnings.add(code),
  })
  let offset = reading.take(pcapFile([], { linkType: 101 }), 0, false)
  for (const bytes of packets)
    offset += reading.take(pcapFile([{ bytes }], { linkType: 101 }).subarray(24), offset, false)
  reading.take(new Uint8Array(0), offset, true)
  return outcome
}

/** One direction of a connection, in segments. */
function* sent(stream: Uint8Array, segment: number): Generator<Uint8Array> {
  for (let at = 0; at < stream.length; at += segment)
    yield ipv4Tcp({ sequence: 1_000 + at, payload: stream.subarray(at, at + segment) })
}

describe('bounds of reading a capture', () => {
  it(
    'follows 100,000 connections that are open at once, and hands over what it holds of them',
    { timeout: 120_000 },
    () => {
      const hello = record(clientHello(300))
      function* packets(): Generator<Uint8Array> {
        for (let number = 0; number < 100_000; number++) {
          const end = { from: `10.${number >>> 16}.${(number >>> 8) & 0xff}.${number & 0xff}` }
          yield ipv4Tcp({ ...end, flags: 2, sequence: 999 })
          yield ipv4Tcp({ ...end, sequence: 1_000, payload: hello })
        }
      }
      const { legs, warnings, handedOver } = read(packets())
      expect(legs).toHaveLength(100_000)
      expect(legs.every(({ messages }) => messages.length === 1)).toBe(true)
      expect(handedOver).toBeGreaterThan(0)
      // Those that were idle longest make room for the last third.
      expect([...warnings]).toEqual(['connections-finished-early'])
    },
  )

  it('puts together a message that has a record for each byte', () => {
    const message = clientHello(16_380)
    const records = concat(...Array.from(message, (byte) => record(Uint8Array.of(byte))))
    const [leg] = read(sent(records, 1_400)).legs
    expect(leg?.messages).toMatchObject([{ type: 1, length: 16_380, complete: true }])
    expect(leg?.messages[0]?.bytes).toStrictEqual(message)
  })

  it('keeps a bounded part of a message that claims 16 MB and brings them', () => {
    const message = clientHello(0xffffff).subarray(0, 2_000_000)
    message[0] = 11
    const records = [record(clientHello(300))]
    for (let at = 0; at < message.length; at += 16_000) records.push(record(message.subarray(at, at + 16_000)))
    const [leg] = read(sent(concat(...records), 60_000)).legs
    expect(leg?.messages[1]).toMatchObject({ type: 11, length: 0xffffff, complete: false })
    expect(leg?.messages[1]?.bytes.length).toBe(MOST_KEPT_OF_A_MESSAGE)
  })

  it('takes little for messages that claim much and bring nothing', () => {
    const before = process.memoryUsage().arrayBuffers
    const lie = record(Uint8Array.of(1, 0, 0x3f, 0xf0, 3, 3, 0, 0))
    function* packets(): Generator<Uint8Array> {
      for (let port = 1; port <= 2_000; port++) yield ipv4Tcp({ sourcePort: port, payload: lie })
    }
    const { legs } = read(packets())
    expect(legs).toHaveLength(2_000)
    expect(legs.every(({ messages }) => messages.length === 1 && messages[0]?.complete === false)).toBe(true)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100_000_000)
  })
})
